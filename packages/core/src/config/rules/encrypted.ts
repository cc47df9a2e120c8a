import type {Rule, StepSubject} from './rule.js';

const keys = ['encrypted', 'encryptionKeyId'] as const;

/** Encrypted manifests are known from kflow-py, but not supported yet. */
export const encrypted: Rule<StepSubject> = {
  name: 'encrypted',
  check({file, at}, report) {
    for (const key of keys) {
      if (!file[key]) continue;
      report('KF219', at.at(key).keyLocation, `\`${key}\`: encrypted manifests are not supported yet`, {
        hint: 'decrypt the manifest in a `script` step, or take the values from a `secret` step with `fromCommand`',
      });
    }
  },
};
