import type {DockerBuildSpec} from '@kflow/core';

/** The arguments of `docker` that build an image, in kflow-py's order. */
export function dockerBuildArguments(spec: DockerBuildSpec): string[] {
  const {registry, tag, extraTags, buildArgs, labels} = spec;
  return [
    'buildx',
    'build',
    ...flag('--builder', spec.builder),
    ...flag('-t', registry === undefined ? tag : `${registry}/${tag}`),
    ...extraTags.flatMap((extra) => flag('-t', extra)),
    ...flag('-f', spec.file),
    ...pairs(buildArgs).flatMap((pair) => flag('--build-arg', pair)),
    ...pairs(labels).flatMap((pair) => flag('--label', pair)),
    ...flag('--platform', spec.platform),
    ...flag('--target', spec.target),
    ...flag('--network', spec.network),
    ...spec.cacheFrom.flatMap((source) => flag('--cache-from', source)),
    ...flag('--cache-to', spec.cacheTo),
    ...(spec.push ? ['--push'] : spec.load ? ['--load'] : []),
    ...(spec.noCache ? ['--no-cache'] : []),
    ...(spec.pull ? ['--pull'] : []),
    ...flag('--provenance', spec.provenance),
    ...flag('--sbom', spec.sbom),
    spec.context,
  ];
}

function flag(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [name, value];
}

function pairs(values: {[key: string]: string}): string[] {
  return Object.entries(values).map(([key, value]) => `${key}=${value}`);
}
