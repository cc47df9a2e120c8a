import {expect, test} from '@jest/globals';
import {object, propose, widgetDefinition, workload} from './propose.js';

/** The text of the only resource that names a file. */
async function resourceOf(files: {[path: string]: string}, file: string, namespace?: string): Promise<string> {
  const {scaffold, diagnostics} = await propose(files, namespace);
  expect(diagnostics).toEqual([]);
  return scaffold.files.find(({text}) => text.includes(`manifests/${file}`))!.text;
}

test('a file goes to the namespace that its objects name, else to the given one, else to default', async () => {
  const files = {
    'a.yaml': object('ConfigMap', 'a', '', 'shop'),
    'b.yaml': object('ConfigMap', 'b'),
    'c.yaml': `${object('ConfigMap', 'c', '', 'shop')}---\n${object('ConfigMap', 'd')}`,
  };
  expect(await resourceOf(files, 'a.yaml', 'mine')).toContain('namespace: shop\n');
  expect(await resourceOf(files, 'b.yaml', 'mine')).toContain('namespace: mine\n');
  expect(await resourceOf(files, 'b.yaml')).toContain('namespace: default\n');
  expect(await resourceOf(files, 'c.yaml', 'mine')).toContain('namespace: shop\n');
});

test('what lives in no namespace is applied without one, custom kinds by their definition', async () => {
  const cluster = widgetDefinition.replace('scope: Namespaced', 'scope: Cluster');
  const text = await resourceOf({'crd.yaml': cluster, 'w.yaml': object('Widget', 'w')}, 'w.yaml');
  expect(text).toContain('noNamespace: true');
  expect(text).not.toMatch(/^namespace:/m);
  const unknown = await resourceOf({'w.yaml': object('Widget', 'w')}, 'w.yaml');
  expect(unknown).toContain('namespace: default');
});

test('a file with several namespaces is applied without one, and those that nothing declares are made first', async () => {
  const mixed = ['one', 'two', 'default', 'kube-system']
    .map((name) => workload('Deployment', 'a', '', name))
    .join('---\n');
  const text = await resourceOf({'m.yaml': mixed, 'ns.yaml': object('Namespace', 'two')}, 'm.yaml');
  expect(text).toContain(`steps:
  - name: namespace-one
    namespace: one
    createNamespace:
      ifNotExists: true
  - name: manifests
    noNamespace: true # its objects say themselves where they live
    manifests:
      - ../manifests/m.yaml
`);
  expect(text).toContain('  - namespaces # lives in namespace two\n');
});

test('a Namespace at the head of its file is not made before by kflow; one further down has to be', async () => {
  const namespace = object('Namespace', 'shop');
  const web = workload('Deployment', 'web', '', 'shop');
  expect(await resourceOf({'a.yaml': `${namespace}---\n${web}`}, 'a.yaml')).toContain('autoCreateNamespace: false');
  expect(await resourceOf({'a.yaml': `${web}---\n${namespace}`}, 'a.yaml')).not.toContain('autoCreateNamespace');
});
