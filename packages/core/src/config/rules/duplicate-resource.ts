import {baseName} from '../../source/files/path.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import type {ProjectSubject, Rule} from './rule.js';

/** Every resource has a name of its own. */
export const duplicateResource: Rule<ProjectSubject> = {
  name: 'duplicate-resource',
  check({resources}, report) {
    const first = new Map<string, Cursor>();
    for (const {name, nameAt} of resources) {
      if (!name) continue;
      const before = first.get(name)?.location;
      if (!before) {
        first.set(name, nameAt);
        continue;
      }
      const where = `${baseName(before.file)}:${before.line}`;
      report('KF301', nameAt.location, `there are two resources \`${name}\`, the first in ${where}`, {
        hint: 'rename one of the two',
        related: [{message: 'first here', at: before}],
      });
    }
  },
};
