import {longestName} from './longest-name.js';
import type {ConfigSubject, Rule} from './rule.js';

/** A phase may be called anything that can be read: its name is only ever shown and compared. */
export const phaseName: Rule<ConfigSubject> = {
  name: 'phase-name',
  check({file, at}, report) {
    file.phases?.forEach((phase, index) => {
      const name = typeof phase === 'string' ? phase : phase?.name;
      if (name === undefined || name.length <= longestName) return;
      report('KF305', at.at('phases', index, 'name').location, `the name of a phase has ${name.length} characters`, {
        hint: `use up to ${longestName}, and \`description\` for more`,
      });
    });
  },
};
