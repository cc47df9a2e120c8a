import {longestName, nameHint} from './longest-name.js';
import type {Rule, StepSubject} from './rule.js';

const allowed = /^[\p{L}\p{N}_]([\p{L}\p{N}_.:@+ -]*[\p{L}\p{N}_:@+-])?$/u;

/** A step's name can be part of a reference. Unlike a resource's it may have spaces inside, as some of kflow-py's users have. */
export const stepName: Rule<StepSubject> = {
  name: 'step-name',
  check({name, nameAt}, report) {
    if (name === undefined || (name.length <= longestName && allowed.test(name) && !name.includes('  '))) return;
    report('KF305', nameAt.location, `\`${name}\` cannot be the name of a step`, {
      hint: nameHint(name),
    });
  },
};
