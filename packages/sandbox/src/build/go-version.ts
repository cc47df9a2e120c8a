/** The version in what `go env GOVERSION` prints (`go1.26.5`, `go1.27rc1`), as numbers; undefined for a development build. */
export function parseGoVersion(text: string): number[] | undefined {
  const found = /^go(\d+)\.(\d+)(?:\.(\d+))?/.exec(text.trim());
  return found ? [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)] : undefined;
}

/** The Go version that a go.mod asks for, such as `1.26.0`. Throws if it has none: then the file is not ours. */
export function requiredGo(goMod: string): string {
  const found = /^go (\S+)$/m.exec(goMod);
  if (!found?.[1]) throw new Error('go.mod has no go line');
  return found[1];
}

/** Whether a version that Go reports is at least the required one, `1.26.0`. */
export function isNewEnough(reported: string, required: string): boolean {
  const have = parseGoVersion(reported);
  const need = parseGoVersion(`go${required}`);
  if (!have || !need) return false;
  for (const [index, part] of need.entries()) {
    const difference = (have[index] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
