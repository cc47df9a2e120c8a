import type {Rule, StepSubject} from './rule.js';

/** A step has a namespace or none, not both. */
export const namespaceConflict: Rule<StepSubject> = {
  name: 'namespace-conflict',
  check({file, at, block}, report) {
    if (!file.noNamespace) return;
    const own = [at.at('namespace'), block.at('namespace')].find(({node, text}) => node && text !== undefined);
    if (!own) return;
    report('KF208', at.at('noNamespace').keyLocation, '`namespace` and `noNamespace` contradict each other', {
      hint: 'keep one of the two',
      related: [{message: 'the namespace', at: own.location}],
    });
  },
};
