import {stepKindNames} from '../../steps/index.js';
import type {Rule, StepSubject} from './rule.js';

/** A step does exactly one thing. */
export const oneKind: Rule<StepSubject> = {
  name: 'one-kind',
  check({name, kinds, at, shorthand}, report) {
    if (shorthand || kinds.length === 1 || at.node?.type !== 'map') return;
    const step = name ? `step \`${name}\`` : 'the step';
    const empty = at
      .children()
      .find(([key, {node}]) => stepKindNames.some((kind) => kind === key) && node?.type === 'scalar');
    if (kinds.length > 1) {
      report('KF206', at.at(kinds[1] ?? '').keyLocation, `${step} does ${kinds.length} things: ${quoted(kinds)}`, {
        hint: 'split it into one step for each',
      });
    } else if (empty) {
      report('KF205', empty[1].keyLocation, `${step} has nothing under \`${empty[0]}\``);
    } else {
      report('KF205', at.at('name').keyLocation, `${step} does nothing`, {
        hint: `give it one of ${quoted(stepKindNames)}`,
      });
    }
  },
};

function quoted(names: string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
