import type {ResourceSubject, Rule} from './rule.js';

/** A reference names something. */
export const emptyReference: Rule<ResourceSubject> = {
  name: 'empty-reference',
  check({file, at, steps}, report) {
    const lists = [
      {references: file.dependsOn, place: at.at('dependsOn')},
      ...steps.map((step) => ({references: step.file.dependsOn, place: step.at.at('dependsOn')})),
    ];
    for (const {references, place} of lists) {
      references?.forEach((reference, index) => {
        if (reference?.trim() !== '') return;
        report('KF209', place.at(index).location, 'a reference in `dependsOn` is empty', {
          hint: 'name a step, a resource, or `resource.step`',
        });
      });
    }
  },
};
