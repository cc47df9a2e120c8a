import {baseName} from '../../source/files/path.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import type {ProjectSubject, Rule} from './rule.js';

/** Every resource has a name of its own. */
export const duplicateResource: Rule<ProjectSubject> = {
  name: 'duplicate-resource',
  check({resources}, report) {
    const first = new Map<string, Cursor>();
    for (const {file, at} of resources) {
      if (!file.name) continue;
      const place = at.at('name');
      const before = first.get(file.name)?.location;
      if (!before) {
        first.set(file.name, place);
        continue;
      }
      const where = `${baseName(before.file)}:${before.line}`;
      report('KF301', place.location, `there are two resources \`${file.name}\`, the first in ${where}`, {
        hint: 'rename one of the two',
        related: [{message: 'first here', at: before}],
      });
    }
  },
};
