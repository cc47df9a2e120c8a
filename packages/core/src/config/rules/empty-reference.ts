import type {ResourceSubject, Rule} from './rule.js';

/** A reference names something. */
export const emptyReference: Rule<ResourceSubject> = {
  name: 'empty-reference',
  check({file, at, steps}, report) {
    for (const {file: declared, at: place} of [{file, at}, ...steps]) {
      declared.dependsOn?.forEach((reference, index) => {
        if (reference?.trim() !== '') return;
        report('KF209', place.at('dependsOn', index).location, 'a reference in `dependsOn` is empty', {
          hint: 'name a step, a resource, or `resource.step`',
        });
      });
    }
  },
};
