import type {ObjectChange} from '../../engine/event.js';
import {isKflowError} from '../../errors/kflow-error.js';
import {transientFailure} from '../failure/transient-failure.js';
import {PartialFailure} from '../failure/partial-failure.js';
import type {ToolCall, ToolResult} from '../cluster-tool.js';
import {csvField} from '../helm/csv-field.js';
import {objectChange} from './kubectl-changes.js';
import type {Kubectl} from '../kubectl.js';
import {LineOutput} from '../report/line-output.js';

/** The objects that kubectl is to apply or delete; exactly one of the first three. */
export interface ObjectSources {
  /** Paths and http(s) URLs, as `-f` each. */
  files?: readonly string[];
  /** A directory with a kustomization, as `-k`. */
  kustomize?: string;
  /** YAML or JSON text. */
  stdin?: string;
  /** What a dry run shows in place of `stdin`. */
  shownStdin?: string;
  namespace?: string;
  signal?: AbortSignal;
  /** Seconds that one process may take. Default 600: whatever hangs that long is killed. */
  timeout?: number;
  /** Values to mask in what is reported. */
  secrets?: readonly string[];
  /** Hears of each object as soon as kubectl says what became of it. */
  onChange?: (change: ObjectChange) => void;
  onOutput?: ToolCall['onOutput'];
}

/** What became of the objects. */
export interface ObjectsResult {
  /** In kubectl's order; empty when a dry run skipped it. */
  changes: ObjectChange[];
  result: ToolResult;
}

/** Seconds. The slowest apply that was ever measured, 600 objects at kubectl's own rate limit, took 75. */
const longest = 600;

/**
 * Runs kubectl on objects, and reads what became of each from its output. What fails of something that passes is tried again, all of it:
 * objects that went through are unchanged then.
 *
 * @throws PartialFailure when it failed after something went through; another KflowError when nothing did
 */
export async function callOnObjects(
  kubectl: Kubectl,
  args: readonly string[],
  sources: ObjectSources,
): Promise<ObjectsResult> {
  const again = kubectl.retries?.begin();
  let before: readonly ObjectChange[] = [];
  for (;;) {
    try {
      const {changes, result} = await callOnce(kubectl, args, sources);
      return {changes: together(before, changes), result};
    } catch (error) {
      const failure = isKflowError(error) && error.code === 'KF703' && transientFailure(error.command?.output ?? '');
      const went = error instanceof PartialFailure ? error.changes : [];
      before = together(before, went);
      if (!failure || !again || !(await again(failure))) {
        if (!isKflowError(error) || before.length === went.length) throw error;
        throw new PartialFailure(error instanceof PartialFailure ? error.whole : error, before);
      }
    }
  }
}

/** What became of each object over several tries: that it was created counts more than that it was there the next time. */
function together(before: readonly ObjectChange[], after: readonly ObjectChange[]): ObjectChange[] {
  const changes = new Map(before.map((change) => [keyOf(change), change]));
  for (const change of after)
    if (change.action !== 'unchanged' || !changes.has(keyOf(change))) changes.set(keyOf(change), change);
  return [...changes.values()];
}

function keyOf({object, namespace}: ObjectChange): string {
  return `${namespace ?? ''}/${object}`;
}

async function callOnce(kubectl: Kubectl, args: readonly string[], sources: ObjectSources): Promise<ObjectsResult> {
  const {
    files = [],
    kustomize,
    stdin,
    shownStdin,
    namespace,
    signal,
    timeout = longest,
    secrets,
    onChange,
    onOutput,
  } = sources;
  const from = [
    ...files.flatMap((file) => ['-f', csvField(file)]),
    ...(kustomize === undefined ? [] : ['-k', kustomize]),
    ...(stdin === undefined ? [] : ['-f', '-']),
  ];
  const changes: ObjectChange[] = [];
  const lines = new LineOutput((line) => {
    const change = objectChange(line);
    if (change === undefined) return;
    changes.push(change);
    onChange?.(change);
  });
  try {
    const result = await kubectl.call([...args, ...from], {
      mutating: true,
      namespace,
      stdin,
      shownStdin,
      signal,
      timeout,
      secrets,
      // Paths and flags only: what is secret lies in the files.
      plainArguments: true,
      onOutput: (stream, text) => {
        if (stream === 'stdout') lines.write(text);
        onOutput?.(stream, text);
      },
    });
    lines.end();
    return {changes, result};
  } catch (error) {
    lines.end();
    if (isKflowError(error) && changes.length > 0) throw new PartialFailure(error, changes);
    throw error;
  }
}
