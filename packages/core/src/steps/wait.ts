import {parseDuration, type Duration} from '../config/normalize/duration.js';
import type {StepKindDefinition} from './step-kind.js';

/** `kubectl wait` for one object. Exactly one of `condition`, `jsonpath`, `delete`. */
export interface WaitSpec {
  kind: 'wait';
  /** `kind/name`, as kubectl takes it. */
  for: string;
  /** E.g. `Available` or `Ready=true`. */
  condition?: string;
  /** E.g. `{.status.phase}=Running`. */
  jsonpath?: string;
  /** Wait until the object is gone. */
  delete?: boolean;
  /** Seconds. */
  timeout: number;
}

/** Waits for one object: `kubectl wait`. Exactly one of `condition`, `jsonpath` and `delete`. */
export interface WaitFile {
  /**
   * The object, `kind/name`.
   * @minLength 1
   */
  for: string;
  /**
   * A condition, e.g. `Available` or `Ready=true`.
   * @minLength 1
   */
  condition?: string;
  /**
   * A JSONPath expression and its value, e.g. `{.status.phase}=Running`.
   * @minLength 1
   */
  jsonpath?: string;
  /** Wait until the object is gone. */
  delete?: boolean;
  /** The object's namespace; the step's by default. */
  namespace?: string;
  /** How long to wait; 120 seconds by default. */
  timeout?: Duration;
}

const defaultTimeout = 120;

/** The step kind `wait`. */
export const wait: StepKindDefinition<WaitFile, WaitSpec> = {
  type: 'wait',
  async normalize(file) {
    return {
      kind: 'wait',
      for: file.for ?? '',
      ...(file.condition === undefined ? {} : {condition: file.condition}),
      ...(file.jsonpath === undefined ? {} : {jsonpath: file.jsonpath}),
      ...(file.delete ? {delete: true} : {}),
      timeout: parseDuration(String(file.timeout ?? defaultTimeout)) ?? defaultTimeout,
    };
  },
  summarize(spec) {
    return `${spec.for} ${spec.delete ? 'gone' : (spec.condition ?? spec.jsonpath ?? '')}`;
  },
};
