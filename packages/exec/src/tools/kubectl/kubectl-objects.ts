import type {ObjectChange} from '../../engine/event.js';
import {isKflowError} from '../../errors/kflow-error.js';
import {PartialFailure} from '../failure/partial-failure.js';
import type {ToolCall, ToolResult} from '../cluster-tool.js';
import {csvField} from '../helm/csv-field.js';
import {objectChange} from './kubectl-changes.js';
import type {Kubectl} from '../kubectl.js';
import {LineOutput} from '../report/line-output.js';
import {retried} from '../retried.js';

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
  /** Put behind the sources. */
  flags?: readonly string[];
  namespace?: string;
  signal?: AbortSignal;
  /** Seconds that one process may take. Default: as for any call. */
  timeout?: number;
  /** Values to mask in what is reported. */
  secrets?: readonly string[];
  /** What earlier processes did to the objects: it counts, since to this one they are unchanged. */
  done?: readonly ObjectChange[];
  /** Hears of each object as soon as kubectl says what became of it. */
  onChange?: (change: ObjectChange) => void;
  onOutput?: ToolCall['onOutput'];
}

/** What became of the objects. */
export interface ObjectsResult {
  /** In kubectl's order; empty when a dry run skipped it. */
  changes: ObjectChange[];
  result: ToolResult;
  /** The last process ran, exited with 0, and said nothing at all. */
  isMute: boolean;
}

/**
 * Runs kubectl on objects, and reads what became of each from its output. What fails of something that passes is tried again, all of it: an
 * object that went through is unchanged then, and what the first try did to it counts.
 *
 * @throws PartialFailure when it failed after something went through; another KflowError when nothing did
 */
export async function callOnObjects(
  kubectl: Kubectl,
  args: readonly string[],
  sources: ObjectSources,
): Promise<ObjectsResult> {
  const {files = [], kustomize, flags = [], done = [], onChange, onOutput, ...call} = sources;
  const earlier = new Map(done.map((change) => [change.object, change]));
  const from = [
    ...files.flatMap((file) => ['-f', csvField(file)]),
    ...(kustomize === undefined ? [] : ['-k', kustomize]),
    ...(sources.stdin === undefined ? [] : ['-f', '-']),
    ...flags,
  ];
  const changes: ObjectChange[] = [];
  const attempt = async (): Promise<ToolResult> => {
    const before = new Set(changes.map(({object}) => object));
    const lines = new LineOutput((line) => {
      const told = objectChange(line);
      if (told === undefined || before.has(told.object)) return;
      const change = earlier.get(told.object) ?? told;
      changes.push(change);
      onChange?.(change);
    });
    try {
      return await kubectl.call([...args, ...from], {
        ...call,
        mutating: true,
        // Paths and flags only: what is secret lies in the files.
        plainArguments: true,
        onOutput: (stream, text) => {
          if (stream === 'stdout') lines.write(text);
          onOutput?.(stream, text);
        },
      });
    } finally {
      lines.end();
    }
  };
  try {
    const result = await retried(kubectl, attempt);
    return {changes, result, isMute: !result.skipped && result.stdout.trim() === ''};
  } catch (error) {
    throw isKflowError(error) && changes.length > 0 ? new PartialFailure(error, changes) : error;
  }
}
