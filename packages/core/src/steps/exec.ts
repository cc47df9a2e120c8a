import type {Cursor} from '../source/yaml/cursor.js';
import type {ScalarText} from '../source/yaml/scalar-text.js';
import type {StepKindDefinition} from './step-kind.js';

/** A command inside a pod: `kubectl exec`. One of `pod` and `selector`. */
export interface ExecSpec {
  kind: 'exec';
  /** An argument vector; a string in YAML became `sh -c <string>`. */
  command: string[];
  pod?: string;
  selector?: string;
  container?: string;
  /** Skipped on destroy when absent. */
  onDestroy?: string[];
  /** `command` again on reload when absent. */
  onReload?: string[];
}

/** A command inside a pod: `kubectl exec`. Exactly one of `pod` and `selector`. */
export interface ExecFile {
  /** The command for `apply`: a list of arguments, or a string for `sh -c`. */
  command: ScalarText[] | string;
  /**
   * The pod's name.
   * @minLength 1
   */
  pod?: string;
  /**
   * Labels of the pod; the first running one is taken.
   * @minLength 1
   */
  selector?: string;
  /** The container; the pod's default one by default. */
  container?: string;
  /** The command for `destroy`; nothing by default. */
  onDestroy?: ScalarText[] | string;
  /** The command for `reload`; `command` by default. */
  onReload?: ScalarText[] | string;
}

/** The step kind `exec`. */
export const exec: StepKindDefinition<ExecFile, ExecSpec> = {
  type: 'exec',
  async normalize(file, {at}) {
    const onDestroy = argumentsOf(at.at('onDestroy'));
    const onReload = argumentsOf(at.at('onReload'));
    return {
      kind: 'exec',
      command: argumentsOf(at.at('command')) ?? [],
      ...(file.pod === undefined ? {} : {pod: file.pod}),
      ...(file.selector === undefined ? {} : {selector: file.selector}),
      ...(file.container === undefined ? {} : {container: file.container}),
      ...(onDestroy ? {onDestroy} : {}),
      ...(onReload ? {onReload} : {}),
    };
  },
  // The arguments may hold secrets, so a plan only names the program.
  summarize({command: [program = ''], pod, selector}) {
    return `${program} in ${pod ?? `a pod with ${selector ?? ''}`}`;
  },
};

/** The argument vector of a command; undefined when there is none or it is empty. */
function argumentsOf(at: Cursor): string[] | undefined {
  if (at.node?.type === 'list') {
    const words = at.node.items.map((_, index) => at.at(index).text ?? '');
    return words.length > 0 ? words : undefined;
  }
  return at.text ? ['sh', '-c', at.text] : undefined;
}
