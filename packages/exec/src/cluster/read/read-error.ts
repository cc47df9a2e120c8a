import {KflowError} from '../../errors/kflow-error.js';
import type {ReadFailure} from '../../ports/cluster-reader.js';

/**
 * A read of the cluster that failed, and how: a KflowError of the external family (of the user's when the kubeconfig does not lead
 * anywhere) that keeps the API's own answer. Codes: KF801 unreachable, KF802 not authenticated, KF803 forbidden, KF804 certificate
 * not trusted, KF805 any other answer, KF807 no such context or kubeconfig.
 */
export class ReadError extends KflowError {
  readonly failure: ReadFailure;

  /**
   * @param failure what the API server (or the way to it) answered
   * @param context the kubeconfig context's name, for the message; the active one when undefined
   * @param what what was read, e.g. an API path
   */
  constructor(failure: ReadFailure, context?: string, what?: string) {
    const described = describe(failure, context, what);
    super(failure.reason === 'Kubeconfig' ? 'user' : 'external', described.code, described.message, {
      hint: described.hint,
    });
    this.name = 'ReadError';
    this.failure = failure;
  }
}

/** The failure of a read that was rejected; undefined for any other error. */
export function readFailureOf(error: unknown): ReadFailure | undefined {
  return error instanceof ReadError ? error.failure : undefined;
}

/** Whether trying again may help: no connection, too many requests, or trouble inside the server. */
export function isTransient(failure: ReadFailure): boolean {
  if (failure.status === 0) return failure.reason === 'Unreachable' || failure.reason === 'Unreadable';
  return failure.status === 429 || failure.status >= 500;
}

function describe(
  failure: ReadFailure,
  context: string | undefined,
  what: string | undefined,
): {code: string; message: string; hint?: string} {
  const cluster = context === undefined ? 'the cluster of the active context' : `the cluster of context "${context}"`;
  const subject = what === undefined ? '' : ` (while reading ${what})`;
  if (failure.status === 0) {
    if (failure.reason === 'Kubeconfig') {
      return {
        code: 'KF807',
        message: `cannot use the kubeconfig: ${failure.message}`,
        hint: 'see what is there with `kubectl config get-contexts`',
      };
    }
    if (failure.reason === 'TLS') {
      return {
        code: 'KF804',
        message: `cannot trust ${cluster}: ${failure.message}${subject}`,
        hint: 'check certificate-authority-data of this cluster in the kubeconfig; it may be of a cluster that was made anew',
      };
    }
    if (failure.reason === 'Credentials') {
      return {
        code: 'KF802',
        message: `cannot get credentials for ${cluster}: ${failure.message}${subject}`,
        hint: "log in again with your provider's tool, then try `kubectl get namespaces`",
      };
    }
    return {
      code: 'KF801',
      message: `cannot reach ${cluster}: ${failure.message}${subject}`,
      hint: `is the cluster up? ${context === undefined ? '' : `context ${context}; `}try \`kubectl${context === undefined ? '' : ` --context ${context}`} version\``,
    };
  }
  if (failure.status === 401) {
    return {
      code: 'KF802',
      message: `${cluster} does not accept the credentials: ${failure.message}${subject}`,
      hint: 'the token or certificate in the kubeconfig may have run out: log in again',
    };
  }
  if (failure.status === 403) {
    return {
      code: 'KF803',
      message: `${cluster} does not allow it: ${failure.message}${subject}`,
      hint: 'kflow needs get, list and watch on what it waits for; ask who administers the cluster for a role that has them',
    };
  }
  return {
    code: 'KF805',
    message: `${cluster} answered ${failure.status} ${failure.reason}: ${failure.message}${subject}`,
  };
}
