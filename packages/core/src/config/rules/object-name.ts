import type {Rule, StepSubject} from './rule.js';

const subdomain = /^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/;

/** Names of Secrets, ConfigMaps and helm releases are what Kubernetes accepts, whether given or taken from the step or resource. */
export const objectName: Rule<StepSubject> = {
  name: 'object-name',
  check({name, nameAt, file, block, resource}, report) {
    const object = file.secret ?? file.configmap;
    const [key, text, limit] = object
      ? (['name', object.name ?? name, 253] as const)
      : (['release', file.helm && (file.helm.release ?? resource.name), 53] as const);
    if (!text || (subdomain.test(text) && text.length <= limit)) return;
    const what = file.secret ? 'a Secret' : file.configmap ? 'a ConfigMap' : 'a helm release';
    const given = block.at(key).node !== undefined;
    const origin = given ? '' : `, which is that of the ${object ? 'step' : 'resource'}`;
    report(
      'KF306',
      (given || !object ? block.at(key) : nameAt).location,
      `\`${text}\` cannot be the name of ${what}${origin}`,
      {
        hint: `${given ? 'use' : `set \`${key}\` to`} up to ${limit} lower-case letters, digits, \`-\` and \`.\`, beginning and ending with a letter or digit`,
      },
    );
  },
};
