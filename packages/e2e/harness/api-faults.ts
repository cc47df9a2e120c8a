/** An answer that the API server did not give. */
export interface FaultyAnswer {
  status: number;
  /** Seconds of the header `Retry-After`; none when absent. */
  retryAfter?: number;
  /** The `Status` object; the text of a load balancer when it is no object. */
  body: object | string;
}

/**
 * What a request meets.
 *
 * - an answer: the API server never hears of the request
 * - `refuse`: the connection is reset before the API server hears of it
 * - `drain`: the same by HTTP/2's GOAWAY, with which a server or balancer that goes down ends a connection
 * - `tear`: it is done, half of the answer is sent, and the connection is reset
 * - `lose`: it is done, and the connection is reset before any answer
 * - `hang`: it is never heard of, nor answered, while the client waits
 * - `{cutAfter}`: it is done, and its answer, a watch's, is cut after so many milliseconds; `cleanly` as the API server itself ends a watch
 */
export type Fault = FaultyAnswer | 'refuse' | 'drain' | 'tear' | 'lose' | 'hang' | {cutAfter: number; cleanly: boolean};

/** A `Status` as the API server sends it. */
function status(code: number, reason: string, message: string, details?: object): FaultyAnswer {
  const shared = {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message};
  return {status: code, body: {...shared, ...(reason === '' ? {} : {reason}), ...(details && {details}), code}};
}

/**
 * What an API server in trouble answers. Sources: k8s.io/apimachinery pkg/api/errors (the constructors of each reason); of what etcd says,
 * k8s.io/apiserver's ErrorToAPIStatus, which passes an error that it does not know on as a 500 without a reason; of a request that the server has no room for,
 * apiserver's filters (tooManyRequests), which answer in plain text.
 */
export const answers = {
  /** Priority and fairness has no room, and says when to come again. client-go does, up to ten times, by itself. */
  busy: {status: 429, retryAfter: 1, body: 'Too many requests, please try again later.\n'},
  /** The same of a load balancer that does not say when. */
  busyWithoutWord: {status: 429, body: 'Too many requests, please try again later.\n'},
  internal: status(500, 'InternalError', 'Internal error occurred: context canceled', {
    causes: [{message: 'context canceled'}],
  }),
  leaderChanged: status(500, '', 'etcdserver: leader changed'),
  etcdTimeout: status(500, '', 'etcdserver: request timed out'),
  unavailable: status(503, 'ServiceUnavailable', 'the server is currently unable to handle the request'),
  /** A load balancer with no API server behind it. */
  balancer: {status: 503, body: '<html><body><h1>503 Service Unavailable</h1></body></html>\n'},
  timeout: status(504, 'Timeout', 'Timeout: request did not complete within the allotted timeout'),
  /** Somebody else wrote first. */
  conflict: status(
    409,
    'Conflict',
    'Operation cannot be fulfilled on configmaps "conf": the object has been modified; please apply your changes to the latest version and try again',
    {name: 'conf', kind: 'configmaps'},
  ),
  forbidden: status(
    403,
    'Forbidden',
    'configmaps "conf" is forbidden: User "poor" cannot patch resource "configmaps" in API group "" in the namespace "here"',
    {name: 'conf', kind: 'configmaps'},
  ),
  invalid: status(422, 'Invalid', 'ConfigMap "conf" is invalid: data[a/b]: Invalid value: "a/b": a valid config key', {
    name: 'conf',
    kind: 'ConfigMap',
    causes: [{reason: 'FieldValueInvalid', message: 'Invalid value: "a/b": a valid config key', field: 'data[a/b]'}],
  }),
} satisfies {[name: string]: FaultyAnswer};
