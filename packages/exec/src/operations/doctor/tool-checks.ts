import type {Project, StepSpec} from '@kflow/core';
import type {CommandResult, CommandRunner} from '../../ports/command-runner.js';
import {kubectlVersion} from '../session/kubectl-version.js';
import {findOnPath} from './find-on-path.js';
import {good, skipped} from './setup-check.js';
import type {SetupCheck} from './setup-check.js';

/** Where and what kubectl is. */
export interface FoundKubectl {
  /** `v1.37.2`. */
  version: string;
  checks: SetupCheck[];
}

const seconds = 15;

/** kubectl itself, and the kustomize inside it; `version` is undefined when there is no kubectl that works. */
export async function checkKubectl(
  commands: CommandRunner,
  signal?: AbortSignal,
): Promise<Partial<FoundKubectl> & Pick<FoundKubectl, 'checks'>> {
  const path = await findOnPath('kubectl');
  if (path === undefined) {
    const fix = 'install it (https://kubernetes.io/docs/tasks/tools/), or add its directory to PATH';
    return {checks: [{name: 'kubectl', outcome: 'failed', detail: 'not found on PATH', fix}]};
  }
  const {result, version, kustomize} = await kubectlVersion(commands, path, signal);
  signal?.throwIfAborted();
  if (version === undefined) {
    return {checks: [unusable('kubectl', path, result, 'install it anew (https://kubernetes.io/docs/tasks/tools/)')]};
  }
  const inside = kustomize
    ? good('kustomize', `${kustomize}, built into kubectl`)
    : skipped('kustomize', 'this kubectl does not say which kustomize it has');
  return {version, checks: [good('kubectl', `${version} at ${path}`), inside]};
}

/** helm 3 or 4. That it is missing matters only to a project with helm steps. */
export async function checkHelm(
  commands: CommandRunner,
  project: Project | undefined,
  signal?: AbortSignal,
): Promise<SetupCheck> {
  const needed = stepsOf(project, 'helm');
  const why = needed.length === 0 ? '' : `, and ${needed[0]} needs it`;
  const path = await findOnPath('helm');
  if (path === undefined) {
    if (project && needed.length === 0) return skipped('helm', 'not found on PATH; no step of this project needs it');
    return {
      name: 'helm',
      outcome: needed.length > 0 ? 'failed' : 'warning',
      detail: `not found on PATH${why}`,
      fix: 'install helm 3 or 4 (https://helm.sh/docs/intro/install/), or add its directory to PATH',
    };
  }
  const result = await commands.run({
    tool: path,
    args: ['version', '--template', '{{.Version}}'],
    signal,
    timeout: seconds,
  });
  signal?.throwIfAborted();
  const version = result.stdout.trim();
  const major = Number(/^v?(\d+)\./.exec(version)?.[1]);
  if (result.exitCode !== 0 || !(major >= 3)) {
    const fix = 'install helm 3 or 4 (https://helm.sh/docs/intro/install/)';
    const check = unusable('helm', path, result, fix);
    return needed.length > 0 || !project ? check : {...check, outcome: 'warning'};
  }
  return good('helm', `${version} at ${path}`);
}

/** docker with a daemon that answers, where a step builds an image. */
export async function checkDocker(
  commands: CommandRunner,
  project: Project | undefined,
  signal?: AbortSignal,
): Promise<SetupCheck> {
  const [step] = stepsOf(project, 'dockerBuild');
  if (step === undefined) return skipped('docker', 'no step builds an image');
  const path = await findOnPath('docker');
  if (path === undefined) {
    const fix = 'install it (https://docs.docker.com/engine/install/), or add its directory to PATH';
    return {name: 'docker', outcome: 'failed', detail: `not found on PATH, and ${step} needs it`, fix};
  }
  const args = ['version', '--format', '{{.Server.Version}}'];
  const result = await commands.run({tool: path, args, signal, timeout: seconds});
  signal?.throwIfAborted();
  if (result.exitCode === 0) return good('docker', `server ${result.stdout.trim()}, client at ${path}`);
  return unusable('docker', path, result, 'start the Docker daemon; `docker version` says more');
}

/** bash, where a step has a script or takes a value from a command. */
export async function checkBash(project: Project | undefined): Promise<SetupCheck> {
  const user = (project?.resources ?? []).flatMap(({steps}) => steps).find(({spec}) => usesBash(spec));
  if (!user) return skipped('bash', 'no step runs a script');
  const path = await findOnPath('bash');
  if (path !== undefined) return good('bash', path);
  const fix = "install bash with the system's package manager";
  return {name: 'bash', outcome: 'failed', detail: `not found on PATH, and ${user.id} needs it`, fix};
}

function usesBash(spec: StepSpec): boolean {
  if (spec.kind === 'script') return true;
  if (spec.kind === 'helm') return Object.values(spec.secretValues).some(({fromCommand}) => fromCommand !== undefined);
  return (spec.kind === 'secret' || spec.kind === 'configmap') && Object.keys(spec.fromCommand ?? {}).length > 0;
}

function stepsOf(project: Project | undefined, kind: StepSpec['kind']): string[] {
  return (project?.resources ?? []).flatMap(({steps}) =>
    steps.flatMap(({id, spec}) => (spec.kind === kind ? [id] : [])),
  );
}

function unusable(name: string, path: string, result: CommandResult, fix: string): SetupCheck {
  const said = (result.stderr.trim() || result.stdout.trim()).split('\n').at(-1) ?? '';
  const how = result.timedOut ? `did not answer within ${seconds} s` : said || `exited with ${result.exitCode}`;
  return {name, outcome: 'failed', detail: `${path}: ${how}`, fix};
}
