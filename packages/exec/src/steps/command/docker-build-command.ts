import type {DockerBuildSpec} from '@kflow/core';

/** What `docker` is started with. */
export interface DockerBuildCommand {
  args: string[];
  /** Added to its environment. */
  env: {[name: string]: string};
}

/**
 * Variables by which docker itself is steered: a build argument of that name must not become one. Sources: docker's and buildx's references of
 * environment variables, Go's `http.ProxyFromEnvironment`.
 */
const ofDocker = /^(?:PATH|HOME|PWD|TMPDIR|(?:DOCKER|BUILDX|BUILDKIT|OTEL|SSL|SSH)_.*|.*_PROXY)$/i;

/**
 * The command of `docker` that builds an image, with the flags in kflow-py's order. The values of build arguments, which may be secrets, reach docker
 * in its environment, from where `--build-arg NAME` takes them, and not on the command line, which everybody on the machine can read; but for
 * those that would steer docker itself.
 */
export function dockerBuildCommand(spec: DockerBuildSpec): DockerBuildCommand {
  const passed = Object.entries(spec.buildArgs).filter(([name]) => /^[A-Za-z_]\w*$/.test(name) && !ofDocker.test(name));
  const env = Object.fromEntries(passed);
  return {args: argumentsOf(spec, env), env};
}

function argumentsOf(spec: DockerBuildSpec, env: {[name: string]: string}): string[] {
  const {registry, tag, extraTags, buildArgs, labels} = spec;
  const names = Object.keys(buildArgs);
  return [
    'buildx',
    'build',
    ...flag('--builder', spec.builder),
    ...flag('-t', registry === undefined ? tag : `${registry}/${tag}`),
    ...extraTags.flatMap((extra) => flag('-t', extra)),
    ...flag('-f', spec.file),
    ...names.flatMap((name) => flag('--build-arg', Object.hasOwn(env, name) ? name : `${name}=${buildArgs[name]}`)),
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
