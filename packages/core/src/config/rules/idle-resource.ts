import type {ResourceSubject, Rule} from './rule.js';

/** A resource has something to do. */
export const idleResource: Rule<ResourceSubject> = {
  name: 'idle-resource',
  check({file, at}, report) {
    const keys = ['manifests', 'helm', 'runners', 'steps', 'workloads', 'selector', 'dependsOn'];
    const has = (key: string) => {
      const {node} = at.at(key);
      return (
        node && !(node.type === 'scalar' && node.value === null) && !(node.type === 'list' && node.items.length === 0)
      );
    };
    if (file.name === undefined || keys.some(has)) return;
    report('KF220', at.at('name').location, `resource \`${file.name}\` has no steps`, {
      hint: 'give it `manifests`, `helm`, `runners` or `steps`',
    });
  },
};
