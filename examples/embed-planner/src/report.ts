import type {Release} from './releases.js';

/** What the releases of one project are, for people. */
export function report(project: string, namespace: string, releases: readonly Release[]): string {
  if (releases.length === 0) return `${project}: no release touches ${namespace}`;
  return [
    `${project}: ${releases.length === 1 ? '1 release touches' : `${releases.length} releases touch`} ${namespace}`,
    ...releases.map(
      ({release, chart, version, phase, position, after}) =>
        `  step ${position}, phase ${phase}: ${release} (${chart} ${version})${after.length > 0 ? ` after ${after.join(', ')}` : ''}`,
    ),
  ].join('\n');
}
