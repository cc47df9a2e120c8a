import {closest} from '@kflow/core';
import {KflowError} from '../../errors/kflow-error.js';
import type {CommandRunner} from '../../ports/command-runner.js';
import {processEnvironment} from '../../ports/environment.js';
import type {Environment} from '../../ports/environment.js';
import {goEnvironment} from '../../tools/process/go-environment.js';

/** A context of the user's kubeconfig. */
export interface KubeContext {
  name: string;
  /** The namespace that it sets for calls that name none; `default` when it sets none, as kubectl has it. */
  namespace: string;
  /** The kubeconfig's active context and all that it has. */
  contexts: {active?: string; known: string[]};
  /** Address of its API server, without a user's name and password; absent when the kubeconfig has none. */
  server?: string;
}

/** How to ask kubectl for the context. */
export interface KubeContextRequest {
  /** The wanted one; the active one when absent. */
  context?: string;
  /** Path of the kubeconfig; kubectl's own rules when absent. */
  kubeconfig?: string;
  /** Name or path of kubectl. */
  kubectl: string;
  commands: CommandRunner;
  /** What kubectl inherits from `commands`. Default `process.env`. */
  env?: Environment;
  /** What `readKubeconfig` began to read beforehand; read now when absent. */
  view?: Promise<KubeconfigView>;
  signal?: AbortSignal;
}

/** The part of `kubectl config view -o json` that matters here. kubectl leaves credentials out of it by itself. */
export interface KubeconfigView {
  'current-context'?: string;
  contexts?: {name: string; context?: {namespace?: string; cluster?: string}}[] | null;
  clusters?: {name: string; cluster?: {server?: string}}[] | null;
}

/**
 * Resolves the context of a run. kubectl merges the kubeconfig files (`KUBECONFIG` may list several); no cluster is
 * asked.
 *
 * @throws KflowError `KF701` when kubectl cannot be started; of the user's family: `KF710` the kubeconfig cannot be
 *   read, `KF711` there is no such context, `KF712` there is no context at all, or none is active
 */
export async function resolveKubeContext(request: KubeContextRequest): Promise<KubeContext> {
  const view = await (request.view ?? readKubeconfig(request));
  const contexts = view.contexts ?? [];
  const active = view['current-context'] || undefined;
  const wanted = request.context ?? active ?? '';
  const found = contexts.find(({name}) => name === wanted);
  const names = contexts.map(({name}) => name);
  if (found) {
    const server = (view.clusters ?? []).find(({name}) => name === found.context?.cluster)?.cluster?.server;
    return {
      name: found.name,
      namespace: found.context?.namespace || 'default',
      ...(server ? {server: server.replace(/\/\/[^/@]*@/, '//')} : {}),
      contexts: {...(active === undefined ? {} : {active}), known: names},
    };
  }
  if (names.length === 0) {
    const where = request.kubeconfig ?? 'the kubeconfig';
    throw new KflowError('user', 'KF712', `${where} has no contexts, so there is no cluster to work with`, {
      hint: 'set KUBECONFIG or pass --kubeconfig; kubectl takes a file that is not there for an empty one',
    });
  }
  if (wanted === '') {
    throw new KflowError('user', 'KF712', 'the kubeconfig has no active context', {
      hint: `choose one with --context or \`kubectl config use-context\`: ${names.join(', ')}`,
    });
  }
  const near = closest(wanted, names);
  throw new KflowError('user', 'KF711', `the kubeconfig has no context \`${wanted}\``, {
    hint: `${near === undefined ? '' : `did you mean \`${near}\`? `}known contexts: ${names.join(', ')}`,
  });
}

/**
 * Has kubectl read the kubeconfig: for who knows that there will be a session before it is known which context is wanted.
 *
 * @throws KflowError `KF701`, `KF710`
 */
export async function readKubeconfig(request: Omit<KubeContextRequest, 'context' | 'view'>): Promise<KubeconfigView> {
  const {kubeconfig, kubectl, commands, signal} = request;
  const env = goEnvironment(request.env ?? processEnvironment(), 'little');
  const args = ['config', 'view', '-o', 'json', ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`])];
  const result = await commands.run({tool: kubectl, args, env, signal, timeout: 15});
  if (result.aborted) signal?.throwIfAborted();
  const unreadable = (detail: string): KflowError =>
    new KflowError('user', 'KF710', `cannot read the kubeconfig: ${detail}`, {
      hint: 'see what is there with `kubectl config view`',
    });
  if (result.exitCode !== 0) {
    const detail = (result.stderr.trim() || result.stdout.trim()).replace(/^error: /, '');
    throw unreadable(result.timedOut ? 'kubectl did not answer within 15 s' : detail);
  }
  try {
    return (JSON.parse(result.stdout) as KubeconfigView | null) ?? {};
  } catch {
    throw unreadable('kubectl printed something else than JSON');
  }
}
