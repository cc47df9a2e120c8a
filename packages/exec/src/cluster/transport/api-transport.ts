/**
 * How to make one read.
 *
 * @internal
 */
export interface ApiRequest {
  /** Path with query, e.g. `/api/v1/pods?limit=500`. */
  path: string;
  /** `Accept` header, where the transport can send one. Default `application/json`. */
  accept?: string;
  /** The answer is text for people, such as a log: blank lines count, the last one needs no end, and it may be silent for as long as it likes. */
  text?: boolean;
  signal?: AbortSignal;
  /** Of a stream: called when the server has begun to answer, where the transport can tell. */
  onOpen?: () => void;
}

/**
 * GETs of the Kubernetes API, over whatever leads there. Rejects with a ReadError, or with the signal's reason.
 *
 * @internal
 */
export interface ApiTransport {
  /** Name of the kubeconfig context, for messages. */
  readonly context?: string;
  /** The whole answer. */
  get(request: ApiRequest): Promise<string>;
  /** Calls `onLine` for each line of an answer that does not end (a watch), and resolves when the server ends it. */
  stream(request: ApiRequest, onLine: (line: string) => void): Promise<void>;
  /** Ends everything under way, and whatever the transport started. */
  close(): Promise<void>;
}
