import type {DeclaredPaths} from '../config/read/declared-paths.js';
import type {Cursor} from '../source/yaml/cursor.js';
import type {Report} from '../source/report.js';
import type {Draft} from '../source/draft.js';

/** All that core knows about a step kind: the key that names it in YAML, how its block becomes a spec, and its line in a plan. */
export interface StepKindDefinition<File, Spec extends {kind: string}> {
  type: Spec['kind'];
  /**
   * Fills in defaults and makes paths absolute. Problems go to the report, and what is missing from the draft is filled with
   * something empty: the spec is only used when there was no error.
   */
  normalize(file: Draft<File>, context: StepContext): Promise<Spec>;
  /** One line for people, without the kind's name: no file contents, no secret values, nothing of the machine. */
  summarize(spec: Spec): string;
}

/** What a block is read in. */
export interface StepContext {
  /** The place of the block, e.g. the value of `helm`. */
  at: Cursor;
  /** The step's name. */
  step: string;
  /** The resource's name. */
  resource: string;
  /** The step's own namespace, else the resource's. */
  namespace: string;
  /** Absolute directory of the declaring file. */
  dir: string;
  paths: DeclaredPaths;
  report: Report;
}
