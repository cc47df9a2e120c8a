import type {Rule, StepSubject} from './rule.js';

/** `exec` names its pod in exactly one way, and has a command. */
export const execTarget: Rule<StepSubject> = {
  name: 'exec-target',
  check({file: {exec}, block}, report) {
    if (!exec) return;
    const has = (key: string) => block.at(key).node !== undefined && exec[key as 'pod' | 'selector'] !== undefined;
    if (has('pod') && has('selector')) {
      report('KF207', block.at('selector').keyLocation, '`exec` has `pod` and `selector`, but takes only one of them', {
        hint: 'keep one of the two',
      });
    } else if (!block.at('pod').node && !block.at('selector').node) {
      report('KF207', block.keyLocation, '`exec` has neither `pod` nor `selector`', {
        hint: 'name the pod with `pod`, or its labels with `selector`',
      });
    }
    if (exec.command !== undefined && exec.command.length === 0) {
      report('KF209', block.at('command').location, '`command` is empty');
    }
  },
};
