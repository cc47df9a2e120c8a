import type {Cursor} from '../../source/yaml/cursor.js';
import type {Report} from '../../source/report.js';
import type {ResourceSubject, Rule} from './rule.js';

const label = /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/;

/** Namespaces are RFC 1123 labels. */
export const namespaceName: Rule<ResourceSubject> = {
  name: 'namespace-name',
  check({file, at, steps}, report) {
    check(file.namespace, at, 'namespace', report);
    for (const step of steps) {
      if (!step.shorthand) check(step.file.namespace, step.at, 'namespace', report);
      const {helm, wait, rolloutWait, secret, configmap, createNamespace} = step.file;
      // A step has one kind.
      const own = helm ?? wait ?? rolloutWait ?? secret ?? configmap;
      check(own?.namespace, step.block, 'namespace', report);
      check(createNamespace?.name, step.block, 'name', report);
    }
  },
};

function check(namespace: string | undefined, block: Cursor, key: string, report: Report): void {
  if (namespace === undefined || label.test(namespace)) return;
  report(
    'KF306',
    block.at(key).location,
    namespace === '' ? 'the namespace is empty' : `\`${namespace}\` cannot be the name of a namespace`,
    {
      hint: 'use up to 63 lower-case letters, digits and `-`, beginning and ending with a letter or digit',
    },
  );
}
