import type {Rule, StepSubject} from './rule.js';

/** An image is pushed or loaded, not both. */
export const pushOrLoad: Rule<StepSubject> = {
  name: 'push-or-load',
  check({file: {dockerBuild}, block}, report) {
    if (!dockerBuild?.push || !dockerBuild.load) return;
    report('KF208', block.at('load').keyLocation, '`push` and `load` exclude each other', {
      hint: 'keep one of the two',
      related: [{message: 'the other one', at: block.at('push').keyLocation}],
    });
  },
};
