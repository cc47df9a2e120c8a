import type {Cursor} from '../../source/yaml/cursor.js';
import type {ConfigSubject, Rule} from './rule.js';

/** Every phase is declared once. */
export const duplicatePhase: Rule<ConfigSubject> = {
  name: 'duplicate-phase',
  check({file, at}, report) {
    const first = new Map<string, Cursor>();
    file.phases?.forEach((phase, index) => {
      const name = typeof phase === 'string' ? phase : phase?.name;
      if (name === undefined) return;
      const place = at.at('phases', index, 'name');
      const before = first.get(name);
      if (!before) {
        first.set(name, place);
        return;
      }
      report('KF304', place.location, `phase \`${name}\` is declared twice, first on line ${before.location.line}`, {
        hint: 'remove one of the two',
        related: [{message: 'first here', at: before.location}],
      });
    });
  },
};
