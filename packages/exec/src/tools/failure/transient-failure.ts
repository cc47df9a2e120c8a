import {errorLines} from './error-lines.js';

/**
 * A failure that passes by itself, as far as its message tells.
 *
 * @internal
 */
export interface TransientFailure {
  /** For people: `the API server answers 503`. */
  reason: string;
  /** Seconds for which it is worth trying again. */
  patience: number;
}

interface TransientRule extends TransientFailure {
  pattern: RegExp;
}

/** Seconds within which an API server that is restarted, an elected leader or a webhook's pod comes back. */
const aWhile = 60;

/** Seconds for what most often passes, and now and then is a fault of the server's that stays. */
const moment = 20;

/**
 * What passes: sources are the messages of k8s.io/apimachinery/pkg/api/errors, client-go, etcd (`etcdserver: ...`) and net/http. Other answers (a 4xx that is
 * about the object) stay as they are however often one asks. Kinds that are not served
 * yet are the business of steps/retry-until-served.ts.
 */
const rules: readonly TransientRule[] = [
  {
    pattern:
      /(?:chart repository or cannot be reached|failed to (?:fetch|download(?! openapi)|do request|perform "FetchReference")).*(?:connection refused|connection reset|EOF|i\/o timeout|TLS handshake timeout|deadline exceeded|\b(?:429|50[0234])\b)/,
    reason: 'the chart repository does not answer',
    patience: aWhile,
  },
  {
    pattern:
      /failed calling webhook .*(?:connection refused|no endpoints available|EOF|connection reset|i\/o timeout|deadline exceeded|no such host|not found|x509: certificate signed by unknown authority)/,
    reason: 'an admission webhook does not answer',
    patience: aWhile,
  },
  {
    pattern: /the object has been modified; please apply your changes to the latest version/,
    reason: 'somebody else changed the object at the same moment',
    patience: aWhile,
  },
  {
    // A restart is a time in whole seconds, which the next one must change. Source: k8s.io/kubectl/pkg/cmd/rollout/rollout_restart.go.
    pattern: /restart has already been triggered within the past second/,
    reason: 'it was restarted less than a second ago',
    patience: aWhile,
  },
  {pattern: /\(TooManyRequests\)|too many requests/i, reason: 'the API server is busy (429)', patience: aWhile},
  {pattern: /etcdserver: |leader changed/, reason: 'etcd is changing its leader', patience: aWhile},
  {
    pattern:
      /\(ServiceUnavailable\)|currently unable to handle the request|\(Timeout\)|\(ServerTimeout\)|Timeout: request did not complete|unable to return a response in the time allotted|\b50[234]\b/,
    reason: 'the API server cannot answer at the moment (5xx)',
    patience: aWhile,
  },
  {
    pattern:
      /connection refused|connection reset by peer|broken pipe|unexpected EOF|\bEOF$|TLS handshake timeout|dial tcp .*i\/o timeout|http2: (?:client connection lost|client connection force closed|server sent GOAWAY)|stream error: stream ID \d+; |unexpected error when reading response body|The connection to the server \S+ was refused/,
    reason: 'the connection to the API server was lost',
    patience: aWhile,
  },
  {
    pattern: /\(InternalError\)|Internal error occurred: |an error on the server \(.*\) has prevented the request/,
    reason: 'the API server failed by itself (500)',
    patience: moment,
  },
];

/** Answers that are about the object, whatever words stand in them. */
const final = /denied the request|denied request|is forbidden|is invalid|\((?:Forbidden|NotFound|Invalid|BadRequest)\)/;

/** Why a failed call may go through when it is made again; undefined when any of its errors will not pass. The longest patience counts. */
export function transientFailure(output: string): TransientFailure | undefined {
  const found = errorLines(output).map((line) =>
    final.test(line) ? undefined : rules.find(({pattern}) => pattern.test(line)),
  );
  if (found.length === 0 || found.some((rule) => rule === undefined)) return undefined;
  const [worst] = found.flatMap((rule) => rule ?? []).sort((left, right) => right.patience - left.patience);
  if (worst === undefined) return undefined;
  return {reason: worst.reason, patience: worst.patience};
}
