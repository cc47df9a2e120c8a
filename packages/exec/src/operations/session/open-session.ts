import {resolve} from 'node:path';
import {openClusterReader} from '../../cluster/open-cluster-reader.js';
import {isKflowError} from '../../errors/kflow-error.js';
import type {Clock} from '../../ports/clock.js';
import type {ClusterReader} from '../../ports/cluster-reader.js';
import type {CommandRunner} from '../../ports/command-runner.js';
import {processEnvironment} from '../../ports/environment.js';
import type {Environment} from '../../ports/environment.js';
import {systemClock} from '../../ports/system-clock.js';
import {createHelm} from '../../tools/helm.js';
import {createKubectl} from '../../tools/kubectl.js';
import {goEnvironment} from '../../tools/process/go-environment.js';
import {createCommandRunner} from '../../tools/shell.js';
import {guessContext} from './guess-context.js';
import {kubectlVersion} from './kubectl-version.js';
import type {KubectlVersion} from './kubectl-version.js';
import {resolveKubeContext} from './kube-context.js';
import type {Session, SessionRequest} from './session.js';
import {skewProblem} from './version-skew.js';

/** Seconds that a cluster has to answer for the first time; a dry run does not wait long for what it can do without. */
const answerWithin = {run: 10, dryRun: 3};

/** What a session is made of. A test brings its own, and so does a program that wants its say in how processes start or how the cluster is read. */
export interface SessionPorts {
  /** Starts kubectl, helm and the project's own commands. Whoever gives one closes it. Default: a `createCommandRunner` of the session's own. */
  commands?: CommandRunner;
  /** Default `systemClock()`. */
  clock?: Clock;
  /** Default `openClusterReader`. */
  openReader?: typeof openClusterReader;
  /**
   * Guesses the active context, to connect to it until kubectl has named it. Default: by the kubeconfig; not at all with an `openReader`,
   * which need not have anything to do with this machine's files.
   *
   * @internal
   */
  guessContext?: (request: {kubeconfig?: string; env?: Environment}) => string | undefined;
}

/**
 * Connects to one cluster: resolves the context, once, and opens the read channel. Whoever opens a session closes it.
 *
 * In a dry run, whatever is missing (kubectl, a kubeconfig, an answer) is a warning of the session, and takes at most a
 * few seconds. Only a context that is named and does not exist among others is an error there, too: it is a typing
 * error.
 *
 * @throws KflowError of the user's family: `KF710` to `KF712` (see resolveKubeContext), `KF807`; external: `KF701`
 *   kubectl cannot be started, `KF801` to `KF805` the cluster cannot be read
 */
export async function openSession(request: SessionRequest, ports: SessionPorts = {}): Promise<Session> {
  if (ports.commands) return await connectSession(request, {...ports, commands: ports.commands});
  // One of its own ends with it, and leaves no process behind.
  const commands = createCommandRunner({env: request.env});
  try {
    const session = await connectSession(request, {...ports, commands});
    const close = async (): Promise<void> => {
      await session.close();
      await commands.close();
    };
    return {...session, close};
  } catch (error) {
    await commands.close();
    throw error;
  }
}

async function connectSession(
  request: SessionRequest,
  ports: SessionPorts & {commands: CommandRunner},
): Promise<Session> {
  const {kubeconfig, dryRun = false, env, signal} = request;
  const {commands} = ports;
  const clock = ports.clock ?? systemClock();
  const warnings: Session['warnings'] = [];
  const kubectl = request.kubectl ?? 'kubectl';
  // A context is connected to while kubectl tells whether there is one, and which is active. The connection is bound to the name: one to a context
  // that turns out to be another is of no use, and never read.
  const guess = ports.guessContext ?? (ports.openReader ? undefined : guessContext);
  const supposed = request.context ?? guess?.({kubeconfig, env});
  const early = supposed === undefined ? undefined : connect(supposed);
  const found = await leniently(() =>
    resolveKubeContext({
      context: request.context,
      kubeconfig,
      kubectl,
      commands,
      env,
      view: request.kubeconfigView,
      signal,
    }),
  ).catch(async (error: unknown) => {
    await early?.abandon();
    throw error;
  });
  const isRight = found !== undefined && found.name === supposed;
  if (!isRight) await early?.abandon();
  // Beside the rest: it is a process more, and nothing waits for it.
  const version = found && request.checkVersions === true ? kubectlVersion(commands, kubectl, signal) : undefined;
  // What it fails of, the rest tells better.
  version?.catch(() => {});
  const cluster = found && (await leniently(() => (isRight && early ? early : connect(found.name)).reader));
  // What is served is the first that nearly every command needs to know.
  cluster?.resolve('Namespace', '').catch(() => {});
  const identity = cluster && (await leniently(() => cluster.identity()));
  const skew = cluster && (await versionProblem(cluster, version));
  if (skew) warnings.push(skew);
  const context = found?.name ?? request.context;
  const tool = {commands, context, kubeconfig, dryRun, env: goEnvironment(env ?? processEnvironment())};
  return {
    context,
    contexts: found?.contexts,
    namespace: found?.namespace,
    server: found?.server,
    kubeconfig: kubeconfig && resolve(kubeconfig),
    identity,
    dryRun,
    kubectl: createKubectl({...tool, executable: request.kubectl}),
    helm: createHelm({...tool, executable: request.helm}),
    commands,
    env,
    cluster,
    clock,
    warnings,
    close: async () => await cluster?.close(),
  };

  async function versionProblem(
    reader: ClusterReader,
    asked: Promise<KubectlVersion> | undefined,
  ): Promise<{message: string; hint: string} | undefined> {
    try {
      const {version} = (await asked) ?? {};
      return version === undefined ? undefined : skewProblem(version, await reader.serverVersion());
    } catch {
      return undefined; // A version that is not told is no reason to stop.
    }
  }

  function connect(name: string): {reader: Promise<ClusterReader>; abandon(): Promise<void>} {
    const openReader = ports.openReader ?? openClusterReader;
    const within = dryRun ? answerWithin.dryRun : answerWithin.run;
    const unwanted = new AbortController();
    const asked = {signal: AbortSignal.any([unwanted.signal, ...(signal ? [signal] : [])]), answerWithin: within};
    const reader = openReader({kubectl, context: name, kubeconfig, env, commands, clock, ...asked});
    // Told of by who waits for it.
    reader.catch(() => {});
    return {
      reader,
      async abandon() {
        unwanted.abort();
        await reader.then(
          (opened) => opened.close(),
          () => {},
        );
      },
    };
  }

  /** In a dry run, a failure becomes a warning. */
  async function leniently<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!dryRun || !isKflowError(error) || error.code === 'KF711') throw error;
      warnings.push({message: error.message, hint: error.hint});
      return undefined;
    }
  }
}
