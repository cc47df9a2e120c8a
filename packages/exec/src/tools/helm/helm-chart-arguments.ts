import type {HelmSpec} from '@kflow/core';

/**
 * How helm is told which chart: a path, `oci://...`, or a chart's name with `--repo URL`, which reads the repository's index without
 * the user's list of repositories. `name/chart` of a step with `repo: {name, url}` loses the name, which is only meant for that list.
 */
export function helmChartArguments({
  chart,
  local,
  repo,
  version,
}: Pick<HelmSpec, 'chart' | 'local' | 'repo' | 'version'>): string[] {
  const pinned = version === undefined ? [] : ['--version', version];
  if (local || repo === undefined || chart.startsWith('oci://')) return [chart, ...pinned];
  const prefix = `${repo.name}/`;
  const name = repo.name !== undefined && chart.startsWith(prefix) ? chart.slice(prefix.length) : chart;
  // A registry is no repository with an index: the chart is part of its address.
  if (repo.url.startsWith('oci://')) return [`${repo.url.replace(/\/+$/, '')}/${name}`, ...pinned];
  return [name, '--repo', repo.url, ...pinned];
}
