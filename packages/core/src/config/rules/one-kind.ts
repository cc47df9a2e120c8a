import {stepKindNames} from '../../steps/index.js';
import type {Rule, StepSubject} from './rule.js';

/** A step does exactly one thing. */
export const oneKind: Rule<StepSubject> = {
  name: 'one-kind',
  check({name, kinds, at, shorthand, file, plugged}, report) {
    if (shorthand || kinds.length === 1 || at.node?.type !== 'map') return;
    const kindNames = [...stepKindNames, ...plugged.keys()];
    // What is left out of the draft may be a kind of a plugin that could not be read, which is reported.
    if (kinds.length === 0 && !plugged.isComplete && at.children().some(([key]) => !Object.hasOwn(file, key))) return;
    const step = name ? `step \`${name}\`` : 'the step';
    const empty = at.children().find(([key, {node}]) => kindNames.includes(key) && node?.type === 'scalar');
    if (kinds.length > 1) {
      report('KF206', at.at(kinds[1] ?? '').keyLocation, `${step} does ${kinds.length} things: ${quoted(kinds)}`, {
        hint: 'split it into one step for each',
      });
    } else if (empty) {
      report('KF205', empty[1].keyLocation, `${step} has nothing under \`${empty[0]}\``);
    } else {
      report('KF205', at.at('name').keyLocation, `${step} does nothing`, {
        hint: `give it one of ${quoted(kindNames)}`,
      });
    }
  },
};

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
