/** How kubectl and helm misbehave; probabilities of one call. */
export interface ToolFaults {
  /** Fails of something that passes, and did nothing. */
  transientBefore: number;
  /** Fails of something that passes, half way. */
  transientPartial: number;
  /** Does everything, and then fails of something that passes. */
  transientAfter: number;
  /** Fails of something that will not pass. */
  final: number;
  /** Never ends by itself. */
  hang: number;
  /** Prints garbage between its lines. */
  garbage: number;
  /** Does everything, exits 0, and prints nothing. */
  silent: number;
  /** Does nothing, exits 0, and prints nothing: a wrapper that is broken. */
  swallow: number;
  /** Takes many seconds. */
  slow: number;
}

/** Tools without a fault. */
export const noToolFaults: ToolFaults = {
  transientBefore: 0,
  transientPartial: 0,
  transientAfter: 0,
  final: 0,
  hang: 0,
  garbage: 0,
  silent: 0,
  swallow: 0,
  slow: 0,
};

/** Words of the real tools for what passes. */
export const transientWords = [
  'Internal error occurred: failed calling webhook "hook.example.com": failed to call webhook: Post "https://hook.default.svc:443/?timeout=1s": dial tcp 10.0.0.1:443: connect: connection refused',
  'Error from server (TooManyRequests): the server has received too many requests and has asked us to try again later',
  'Error from server: etcdserver: leader changed',
  'Error from server (ServiceUnavailable): the server is currently unable to handle the request',
  'The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?',
  'error: read tcp 127.0.0.1:50000->127.0.0.1:6443: read: connection reset by peer',
] as const;

/** Words of the real tools for what stays as it is. */
export const finalWords = [
  'Error from server (Forbidden): configmaps "a" is forbidden: User "bob" cannot patch resource "configmaps" in API group "" in the namespace "default"',
  'The Deployment "web" is invalid: spec.template.metadata.labels: Invalid value',
  'Error from server: admission webhook "policy.example.com" denied the request: not like this',
] as const;
