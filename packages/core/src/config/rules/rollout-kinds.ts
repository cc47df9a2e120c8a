import {didYouMean} from '../../source/closest.js';
import {rolloutKinds, workloadKind} from '../normalize/workload-kind.js';
import type {Rule, StepSubject} from './rule.js';

/** `rolloutWait` waits for kinds that have a rollout. */
export const rolloutKindsRule: Rule<StepSubject> = {
  name: 'rollout-kinds',
  check({file: {rolloutWait}, block}, report) {
    rolloutWait?.kinds?.forEach((kind, index) => {
      if (kind === undefined || rolloutKinds.includes(workloadKind(kind))) return;
      report('KF204', block.at('kinds', index).location, `\`${kind}\` has no rollout to wait for`, {
        hint: didYouMean(kind, rolloutKinds) ?? `it is one of ${rolloutKinds.map((name) => `\`${name}\``).join(', ')}`,
      });
    });
  },
};
