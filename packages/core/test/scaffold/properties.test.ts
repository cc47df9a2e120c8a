import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {object, places, propose, widgetDefinition, workload} from './propose.js';

const names = fc.constantFrom('a', 'b', 'c');
const namespaces = fc.constantFrom('', '', 'one', 'two');
const labels = fc.constantFrom('', '', 'app: a', 'app: b', 'app.kubernetes.io/part-of: all');

/** Objects of all sorts that refer to each other, also in circles. */
const anyObject = fc
  .tuple(names, names, namespaces, labels)
  .chain(([name, other, namespace, label]) =>
    fc.constantFrom(
      workload(
        'Deployment',
        name,
        `volumes: [{configMap: {name: ${other}}}], serviceAccountName: ${other}`,
        namespace,
        label,
      ),
      workload(
        'StatefulSet',
        name,
        `priorityClassName: ${other}, imagePullSecrets: [{name: ${other}}]`,
        namespace,
        label,
      ),
      object('ConfigMap', name, '', namespace, label),
      object('Secret', name, '', namespace, label),
      object('ServiceAccount', name, `secrets: [{name: ${other}}]`, namespace, label),
      object('Service', name, `spec: {selector: {run: ${other}}}`, namespace, label),
      object('Ingress', name, `spec: {defaultBackend: {service: {name: ${other}}}}`, namespace, label),
      object('RoleBinding', name, `roleRef: {kind: Role, name: ${other}}`, namespace, label),
      object('Role', name, '', namespace, label),
      object('Namespace', fc.sample(fc.constantFrom('one', 'two'), {seed: name.charCodeAt(0), numRuns: 1})[0]!),
      object('PriorityClass', name, 'value: 1'),
      object('Widget', name, '', namespace, label),
      widgetDefinition,
      object(
        'ValidatingWebhookConfiguration',
        name,
        `webhooks: [{clientConfig: {service: {name: ${other}, namespace: one}}}]`,
      ),
    ),
  );

const anyDirectory = fc.dictionary(
  fc
    .tuple(fc.constantFrom('', 'x/', 'y/', 'x/z/'), fc.constantFrom('a', '01-b', 'deployment', 'ingress', 'C d'))
    .map(([dir, name]) => `${dir}${name}.yaml`),
  fc.array(anyObject, {minLength: 1, maxLength: 4}).map((objects) => objects.join('---\n')),
  {minKeys: 1, maxKeys: 12},
);

test('every file is in exactly one resource or left out with a reason, and the project loads without any complaint', async () => {
  await fc.assert(
    fc.asyncProperty(anyDirectory, async (files) => {
      const {scaffold, diagnostics} = await propose(files, 'home');
      const placed = scaffold.resources.flatMap(({content}) => (content.type === 'manifests' ? content.files : []));
      const out = scaffold.leftOut.map(({path}) => path);
      expect([...placed, ...out].sort()).toEqual(
        Object.keys(files)
          .map((path) => `/p/manifests/${path}`)
          .sort(),
      );
      expect(diagnostics).toEqual([]);
      expect(new Set(scaffold.resources.map(({name}) => name)).size).toBe(scaffold.resources.length);
    }),
    {numRuns: 100},
  );
});

test('phases never go back: what a resource depends on is in its phase or before', async () => {
  await fc.assert(
    fc.asyncProperty(anyDirectory, async (files) => {
      const {scaffold} = await propose(files);
      const order = scaffold.phases.map(({name}) => name);
      const phaseOf = new Map(scaffold.resources.map(({name, phase}) => [name, order.indexOf(phase)]));
      for (const {name, dependsOn} of scaffold.resources) {
        for (const {resource} of dependsOn) expect(phaseOf.get(resource)!).toBeLessThanOrEqual(phaseOf.get(name)!);
      }
      expect(new Set(scaffold.resources.map(({phase}) => phase)).size).toBe(order.length);
    }),
    {numRuns: 100},
  );
});

test('the same directory gives the same project, whatever the order in which its files are named', async () => {
  await fc.assert(
    fc.asyncProperty(anyDirectory, async (files) => {
      const turned = Object.fromEntries(Object.entries(files).reverse());
      const [one, other] = [await propose(files), await propose(turned)];
      expect(other.scaffold).toEqual(one.scaffold);
      expect(places(other.scaffold)).toEqual(places(one.scaffold));
    }),
    {numRuns: 50},
  );
});
