import {baseName} from '../../source/files/path.js';
import type {Rule, StepSubject} from './rule.js';

/** The keys of a Secret or ConfigMap are what Kubernetes accepts. */
export const dataKeys: Rule<StepSubject> = {
  name: 'data-keys',
  check({file, block}, report) {
    const data = file.secret ?? file.configmap;
    if (!data) return;
    const keys = (['literals', 'fromEnv', 'fromCommand'] as const).flatMap((group) =>
      block
        .at(group)
        .children()
        .map(([key, place]) => ({key, at: place.keyLocation})),
    );
    data.fromFiles?.forEach((entry, index) => {
      if (!entry) return;
      const equals = entry.indexOf('=');
      keys.push({
        key: equals < 0 ? baseName(entry) : entry.slice(0, equals),
        at: block.at('fromFiles', index).location,
      });
    });
    for (const {key, at} of keys) {
      if (/^[-._a-zA-Z\d]{1,253}$/.test(key)) continue;
      report('KF307', at, `\`${key}\` cannot be a key of a ${file.secret ? 'Secret' : 'ConfigMap'}`, {
        hint: 'use letters, digits, `-`, `_` and `.`',
      });
    }
  },
};
