import type {CommandOutcome, RunnerContext} from '../context.js';
import type {
  ApplyManifestRequest,
  ExecRequest,
  HelmRequest,
  HookAnswer,
  HookMessage,
  KubectlRequest,
  RolloutRestartRequest,
} from './protocol.js';

/** What a hook may ask for. */
export type HookRequest = KubectlRequest | HelmRequest | ExecRequest | ApplyManifestRequest | RolloutRestartRequest;

/** Whether a message asks for something. */
export function isRequest(message: HookMessage): message is HookRequest {
  return ['kubectl', 'helm', 'exec', 'applyManifest', 'rolloutRestart'].some((key) => key in message);
}

/**
 * Does what a hook asks for with the context of its step, which knows about dry runs, masking, context and namespace.
 *
 * @throws what the context throws, unless the request has `check: false`: then that is part of the answer
 */
export async function carryOut(ctx: RunnerContext<unknown>, request: HookRequest): Promise<HookAnswer> {
  const {id, check = true} = request;
  const named = id === undefined ? {} : {id};
  try {
    const {exitCode, stdout, stderr, skipped} = await outcomeOf(ctx, request);
    return {...named, exitCode, stdout, stderr, skipped};
  } catch (error) {
    if (check || ctx.signal.aborted) throw error;
    return {...named, ...failure(error)};
  }
}

function outcomeOf(ctx: RunnerContext<unknown>, request: HookRequest): Promise<CommandOutcome> {
  if ('applyManifest' in request) return ctx.applyManifest(request.applyManifest);
  if ('rolloutRestart' in request) return ctx.rolloutRestart(request.rolloutRestart);
  const {mutating, check, stdin, timeout, secrets} = request;
  const options = {
    ...(mutating === undefined ? {} : {mutating}),
    ...(check === undefined ? {} : {check}),
    ...(stdin === undefined ? {} : {stdin}),
    ...(timeout === undefined ? {} : {timeout}),
    ...(secrets === undefined ? {} : {secrets}),
  };
  if ('kubectl' in request) return ctx.kubectl(request.kubectl, options);
  if ('helm' in request) return ctx.helm(request.helm, options);
  const {exec, pod, selector, container, namespace} = request;
  return ctx.kubectlExec(exec, {
    ...options,
    ...(pod === undefined ? {} : {pod}),
    ...(selector === undefined ? {} : {selector}),
    ...(container === undefined ? {} : {container}),
    ...(namespace === undefined ? {} : {namespace}),
  });
}

/** An error as an answer; kflow's own have a code, and the command that failed. */
function failure(error: unknown): Omit<HookAnswer, 'id'> {
  const {code, message, command} = error as {
    code?: unknown;
    message?: unknown;
    command?: {exitCode?: unknown; output?: unknown};
  };
  const exitCode = typeof command?.exitCode === 'number' && command.exitCode !== 0 ? command.exitCode : 1;
  return {
    exitCode,
    stdout: '',
    stderr: typeof command?.output === 'string' ? command.output : String(message),
    skipped: false,
    error: {...(typeof code === 'string' ? {code} : {}), message: String(message)},
  };
}
