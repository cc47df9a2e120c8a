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

/** The step kind `script`. */
export const script: StepKindDefinition<ScriptFile, ScriptSpec> = {
  type: 'script',
  async normalize(file, {at, paths, dir}) {
    return {
      kind: 'script',
      run: file.run ?? '',
      // An empty script does nothing, as in kflow-py: on reload that is something else than none.
      ...(file.onDestroy ? {onDestroy: file.onDestroy} : {}),
      ...(file.onReload === undefined ? {} : {onReload: file.onReload}),
      workdir: file.workdir ? await paths.directory(at.at('workdir'), 'working directory') : dir,
    };
  },
  // The text itself may hold secrets, so a plan only says how long it is.
  summarize({run}) {
    const lines = run.trim().split('\n').length;
    return lines === 1 ? '1 line' : `${lines} lines`;
  },
};
