import type {Rule, StepSubject} from './rule.js';

/** A secret value comes from exactly one place. */
export const valueSource: Rule<StepSubject> = {
  name: 'value-source',
  check({file: {helm}, block}, report) {
    if (!helm?.secretValues) return;
    for (const [path, source] of Object.entries(helm.secretValues)) {
      const place = block.at('secretValues', path);
      // What stands under a wrong key is reported as unknown, and may have been meant.
      const given = place.children().filter(([, {node}]) => !(node?.type === 'scalar' && node.value === null));
      if (!source || given.length === 1) continue;
      report(
        'KF207',
        place.keyLocation,
        given.length === 0
          ? `\`${path}\` of \`secretValues\` says nothing about where the value comes from`
          : `\`${path}\` of \`secretValues\` comes from ${given.length} places`,
        {hint: 'give exactly one of `fromEnv`, `fromFile` and `fromCommand`'},
      );
    }
  },
};
