/** The lines with which kubectl and helm begin to say what is wrong; of several objects, kubectl leaves `error: ` out. */
const beginning =
  /^\[?(?:error when [a-z]+ing |Error from server|error:|Error:|Unable to connect|The connection to the server|The \S+ "|Unable to |resource mapping not found|\S+ "[^"]*" (?:is invalid|not found))/;

/** What kubectl apply says first of an object that it could not read or patch: the reason comes lines later, after the patch and the object. */
const reasonFollows = /error when (?:applying patch|retrieving current configuration of):$/;

/** The line of that reason. Source: `addSourceToErr` and its callers in k8s.io/kubectl pkg/cmd/apply. */
const reason = /^(?:from server )?for: ("[^"]*": .*)$/;

/**
 * A patch with a field that the kind has not: all of the patch stands before the reason, in Go's spelling of a map. Source: the decoding of patches in
 * k8s.io/apiserver pkg/endpoints/handlers/patch.go.
 */
const wholePatch = /\bpatch: Invalid value: "map\[.*\]": (?=strict decoding error: )/;

/** What helm 3 says first of several errors; each has a line of its own below. Source: hashicorp/go-multierror. */
const listFollows = /\b\d+ errors? occurred:$/;

const listed = /^\s+\* (.*)$/;

/** The lines that begin like an error, each with its reason, and one for each of a list. */
function errorsOf(lines: readonly string[]): string[] {
  const errors: string[] = [];
  /** The line whose reason or list is still to come. */
  let open: string | undefined;
  for (const line of lines) {
    if (beginning.test(line)) {
      errors.push(line);
      open = reasonFollows.test(line) || listFollows.test(line) ? line : undefined;
      continue;
    }
    if (open === undefined) continue;
    const item = listed.exec(line)?.[1];
    const why = reason.exec(line)?.[1];
    if (item !== undefined && listFollows.test(open)) {
      if (errors.at(-1) === open) errors.pop();
      errors.push(open.replace(listFollows, '') + item);
    } else if (why !== undefined && reasonFollows.test(open)) {
      errors.pop();
      errors.push(`${open} ${why.replace(/^"[^"]*": (?=error when patching)/, '')}`);
      open = undefined;
    }
  }
  return errors;
}

function linesOf(output: string): string[] {
  return output.split('\n').filter((line) => line.trim() !== '');
}

/** The lines that say what went wrong, of which there may be several; every line when none begins like an error. */
export function errorLines(output: string): string[] {
  const lines = linesOf(output);
  const errors = errorsOf(lines);
  return errors.length > 0 ? errors : lines;
}

/** The line that says what went wrong: the first that begins like an error, else the last. */
export function summaryLine(output: string): string {
  const lines = linesOf(output);
  const line = errorsOf(lines)[0] ?? lines.at(-1) ?? '';
  return line
    .trim()
    .replace(/^\[?(?:error: |Error: )?/, '')
    .replace(wholePatch, '');
}
