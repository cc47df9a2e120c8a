/** A signal that aborts when either does; `release` forgets both. */
export function either(first?: AbortSignal, second?: AbortSignal): {signal?: AbortSignal; release(): void} {
  if (first === undefined || second === undefined || first === second) return {signal: first ?? second, release() {}};
  const controller = new AbortController();
  const release: (() => void)[] = [];
  for (const signal of [first, second]) {
    const abort = () => controller.abort(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, {once: true});
    release.push(() => signal.removeEventListener('abort', abort));
  }
  return {signal: controller.signal, release: () => release.forEach((forget) => forget())};
}
