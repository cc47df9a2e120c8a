import {dataStepKind, type DataStepKind} from './data-step-kind.js';
import type {StepKindDefinition} from './step-kind.js';

/** A bash script on the machine that runs kflow. */
export interface ScriptSpec {
  kind: 'script';
  run: string;
  /** Skipped on destroy when absent. */
  onDestroy?: string;
  /** `run` again on reload when absent; empty for nothing. */
  onReload?: string;
  /** Absolute path; the resource file's directory by default. */
  workdir: string;
}

/** A bash script on the machine that runs kflow. */
export interface ScriptFile {
  /**
   * The script for `apply`.
   * @minLength 1
   */
  run: string;
  /** The script for `destroy`; nothing by default. */
  onDestroy?: string;
  /** The script for `reload`; `run` by default, nothing when it is empty. */
  onReload?: string;
  /** The directory it runs in; the one of this file by default. */
  workdir?: string;
}

/** What the kind is, in the words that plugins have for theirs. A test holds it to {@link ScriptFile}, of which the editor schema is made. */
export const scriptData: DataStepKind = {
  description: 'A bash script on the machine that runs kflow.',
  schema: {
    type: 'object',
    properties: {
      run: {description: 'The script for `apply`.', minLength: 1, type: 'string'},
      onDestroy: {description: 'The script for `destroy`; nothing by default.', type: 'string'},
      onReload: {
        description: 'The script for `reload`; `run` by default, nothing when it is empty.',
        type: 'string',
      },
      workdir: {
        description: 'The directory it runs in; the one of this file by default.',
        title: 'working directory',
        format: 'kflow-directory',
        default: '.',
      },
    },
    additionalProperties: false,
    required: ['run'],
  },
  // The text itself may hold secrets, so a plan only says how long it is.
  summary: '{run:lines}',
};

const data: StepKindDefinition<ScriptFile, ScriptSpec> = dataStepKind('script', scriptData);

/** The step kind `script`. */
export const script: StepKindDefinition<ScriptFile, ScriptSpec> = {
  ...data,
  // An empty script for destroy is none, as in kflow-py.
  normalize: ({onDestroy, ...file}, context) => data.normalize(onDestroy ? {...file, onDestroy} : file, context),
};
