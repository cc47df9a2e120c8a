import type {RunnerModule} from '../config/project.js';
import type {Value} from './helm.js';

/** The user's own code behind a step. */
export interface RunnerSpec {
  kind: 'runner';
  class: string;
  /** The module that defines it, when the step names one with `file`. */
  module?: RunnerModule;
  config: {[key: string]: Value};
}
