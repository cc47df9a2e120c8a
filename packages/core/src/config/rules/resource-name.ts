import {longestName, nameHint} from './longest-name.js';
import type {ResourceSubject, Rule} from './rule.js';

const allowed = /^[\p{L}\p{N}_]([\p{L}\p{N}_.:@+-]*[\p{L}\p{N}_:@+-])?$/u;

/** A resource's name can be typed on a command line, and be part of a reference. */
export const resourceName: Rule<ResourceSubject> = {
  name: 'resource-name',
  check({file, at}, report) {
    if (file.name === undefined || (file.name.length <= longestName && allowed.test(file.name))) return;
    report('KF305', at.at('name').location, `\`${file.name}\` cannot be the name of a resource`, {
      hint: nameHint(file.name),
    });
  },
};
