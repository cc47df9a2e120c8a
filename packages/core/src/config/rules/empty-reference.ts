import type {Report} from '../../source/report.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import type {ResourceSubject, Rule} from './rule.js';

/** A reference names something. */
export const emptyReference: Rule<ResourceSubject> = {
  name: 'empty-reference',
  check({file, at, steps}, report) {
    checkReferences(file.dependsOn, at, report);
    for (const step of steps) checkReferences(step.file.dependsOn, step.at, report);
  },
};

function checkReferences(references: (string | undefined)[] = [], at: Cursor, report: Report): void {
  // By index: they are by the ten thousand, and nearly all good.
  for (let index = 0; index < references.length; index++) {
    if (references[index]?.trim() !== '') continue;
    report('KF209', at.at('dependsOn', index).location, 'a reference in `dependsOn` is empty', {
      hint: 'name a step, a resource, or `resource.step`',
    });
  }
}
