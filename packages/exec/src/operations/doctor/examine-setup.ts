import type {Clock} from '../../ports/clock.js';
import {systemClock} from '../../ports/system-clock.js';
import type {CommandRunner} from '../../ports/command-runner.js';
import {createKubectl} from '../../tools/kubectl.js';
import {createCommandRunner} from '../../tools/shell.js';
import {resolveKubeContext} from '../session/kube-context.js';
import type {KubeContext} from '../session/kube-context.js';
import {boundedCheck} from './bounded-check.js';
import {examineCluster} from './examine-cluster.js';
import {checkConfig, checkPlugins, checkRunners} from './project-checks.js';
import type {ExaminedConfig} from './project-checks.js';
import {good, skipped} from './setup-check.js';
import type {SetupCheck, SetupReport} from './setup-check.js';
import {checkLock, checkState} from './state-checks.js';
import {checkBash, checkDocker, checkHelm, checkKubectl} from './tool-checks.js';

/** What to examine. */
export interface SetupRequest {
  /** Without one only the tools and the cluster are looked at. */
  config?: ExaminedConfig;
  /** From a flag or the environment; else the config's, else the active one. */
  context?: string;
  /** Path for `--kubeconfig`; kubectl's own rules when absent. */
  kubeconfig?: string;
  signal?: AbortSignal;
  /** Seconds that a single check may take. Default 30. */
  timeout?: number;
}

/** What an examination is made with; a test brings its own. */
export interface SetupPorts {
  /** Starts processes. Whoever gives one closes it. Default: a `createCommandRunner` of its own. */
  commands?: CommandRunner;
  /** Default `systemClock()`. */
  clock?: Clock;
}

/**
 * Looks at everything that has to be right before kflow can work with a project: tools, config, runners, state, context, cluster,
 * permissions. Independent checks run at once, each in bounded time. The cluster is not changed and nothing is written: the reviews by
 * which permissions are asked for are not stored. Loading runners and plugins runs their modules' top-level code.
 *
 * Never rejects for what is wrong with the setup: that is a check.
 *
 * @throws the signal's reason when it aborts
 */
export async function examineSetup(request: SetupRequest, ports: SetupPorts = {}): Promise<SetupReport> {
  if (ports.commands) return await examine(request, {...ports, commands: ports.commands});
  // One of its own leaves no process behind.
  const commands = createCommandRunner();
  try {
    return await examine(request, {...ports, commands});
  } finally {
    await commands.close();
  }
}

async function examine(request: SetupRequest, ports: SetupPorts & {commands: CommandRunner}): Promise<SetupReport> {
  const {config, kubeconfig, signal, timeout: seconds = 30} = request;
  const {commands} = ports;
  const clock = ports.clock ?? systemClock();
  const bounds = {clock, signal, seconds};
  const project = config?.project;
  const one = (name: string, work: (signal: AbortSignal) => Promise<SetupCheck>) => boundedCheck(name, bounds, work);

  const kubectl = boundedCheck('kubectl', bounds, (signal) => checkKubectl(commands, signal));
  const local = Promise.all([
    one('helm', (signal) => checkHelm(commands, project, signal)),
    one('docker', (signal) => checkDocker(commands, project, signal)),
    one('bash', () => checkBash(project)),
    one('config', async () => checkConfig(config)),
    one('runners', (signal) => checkRunners(project, signal)),
    ...(project?.plugins ? [one('plugins', (signal) => checkPlugins(project, signal))] : []),
    one('state', () => checkState(project, clock)),
  ]);
  const [found, ...rest] = await Promise.all([kubectl, local, clusterChecks()]);
  const checks = [nodeCheck(), ...('checks' in found ? found.checks : [found]), ...rest.flat()];
  return {ok: !checks.some(({outcome}) => outcome === 'failed'), checks};

  async function clusterChecks(): Promise<SetupCheck[]> {
    const tool = await kubectl;
    if (!('version' in tool) || tool.version === undefined) {
      return ['context', 'cluster'].map((name) => skipped(name, 'needs kubectl'));
    }
    const wanted = request.context ?? project?.context;
    const context = await boundedCheck('context', bounds, (signal) =>
      resolveKubeContext({context: wanted, kubeconfig, kubectl: 'kubectl', commands, signal}),
    );
    if ('outcome' in context) return [context, skipped('cluster', 'needs a context')];
    const bound = createKubectl({commands, context: context.name, kubeconfig});
    return [
      good('context', contextDetail(context, wanted)),
      await one('lock', () => checkLock(project, context.name)),
      ...(await examineCluster({
        context,
        kubeconfig,
        commands,
        clock,
        signal,
        seconds,
        project,
        kubectl: bound,
        version: tool.version,
      })),
    ];
  }
}

function contextDetail({name, namespace}: KubeContext, wanted: string | undefined): string {
  return `${name}${wanted === undefined ? ', the active one' : ''}, default namespace ${namespace}`;
}

function nodeCheck(): SetupCheck {
  return good('node', `${process.version} at ${process.execPath}`);
}
