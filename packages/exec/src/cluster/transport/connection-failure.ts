import type {ReadFailure} from '../../ports/cluster-reader.js';

/**
 * The failure behind a message of kubectl's or of Go's network code, when no answer came from the API server. `reason` is `TLS`,
 * `Credentials` (kubectl could not get any), `Kubeconfig` (kubectl could not tell which cluster) or `Unreachable`.
 */
export function connectionFailure(message: string): ReadFailure {
  const text = message.trim().replace(/^(Unable to connect to the server|error): /i, '');
  const reason =
    /context .* does not exist|error loading config|invalid configuration|no configuration has been provided|\bstat .*no such file/i.test(
      text,
    )
      ? 'Kubeconfig'
      : /x509|certificate|tls:/i.test(text)
        ? 'TLS'
        : /getting credentials|exec plugin|executable .* failed|oauth2:/i.test(text)
          ? 'Credentials'
          : 'Unreachable';
  return {status: 0, reason, message: text === '' ? 'no answer' : text};
}

/** The failure that an API server's `Status` object tells of; undefined when the text is none. */
export function statusFailure(text: string, status?: number): ReadFailure | undefined {
  let document: any;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (document?.kind !== 'Status') return undefined;
  const code = typeof document.code === 'number' ? document.code : (status ?? 500);
  return {
    status: code,
    reason: document.reason || `HTTP ${code}`,
    message: document.message || document.reason || `HTTP ${code}`,
  };
}
