import type {Rule, StepSubject} from './rule.js';

/** `wait` names one object and exactly one thing to wait for. */
export const waitTarget: Rule<StepSubject> = {
  name: 'wait-target',
  check({file: {wait}, block}, report) {
    if (!wait) return;
    if (wait.for !== undefined && !/^[^\s/]+\/[^\s/]+$/.test(wait.for)) {
      report('KF212', block.at('for').location, `\`${wait.for}\` does not name an object`, {
        hint: 'write it as `kind/name`, like `deployment/web`',
      });
    }
    const given = (['condition', 'jsonpath', 'delete'] as const).filter((key) => {
      const {node} = block.at(key);
      return node !== undefined && !(node.type === 'scalar' && (node.value === null || node.value === false));
    });
    if (given.length === 1) return;
    const place = given[1] ? block.at(given[1]) : block;
    report(
      'KF207',
      place.keyLocation,
      given.length === 0
        ? '`wait` has neither `condition` nor `jsonpath` nor `delete`'
        : `\`wait\` has ${given.map((key) => `\`${key}\``).join(' and ')}, but takes only one of them`,
      given.length === 0
        ? {hint: 'say what to wait for, like `condition: Available`'}
        : {hint: 'make it one step for each'},
    );
  },
};
