import {afterEach, expect, test} from '@jest/globals';
import {Project} from '../harness/project.js';
import {run} from '../harness/run.js';
import {configMap, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

const definition = (more = '') => `kflow: {version: v1, kind: ResourceDefinition}
name: ns
namespace: NS
steps:
  - name: make
    createNamespace:
      labels: {team: red}
      annotations: {example.com/why: "it's 5 o'clock"}
${more}`;

const labelOf = async () =>
  await project.kubectl('get', 'namespace', project.namespace, '-o', 'jsonpath={.metadata.labels.team}');

test('makes it, changes it, leaves it on destroy unless told to delete it', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/ns.yaml': definition(),
    'resources/web.yaml': resource('web', 'web.yaml', 'dependsOn: [ns]'),
    'manifests/web.yaml': configMap('web'),
  });
  const {namespace} = project;
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(await labelOf()).toBe('red');
  project.write({'resources/ns.yaml': definition().replace('red', 'blue')});
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(await labelOf()).toBe('blue');
  expect(await project.kflow('destroy', '-y')).toMatchObject({code: 0});
  expect(await project.exists(`namespace/${namespace}`)).toBe(true);

  project.write({'resources/ns.yaml': definition('      deleteOnDestroy: true\n')});
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(await project.kflow('destroy', '-y')).toMatchObject({code: 0});
  expect(await project.exists(`namespace/${namespace}`)).toBe(false);
  // Again, with nothing there, is no error.
  expect(await project.kflow('destroy', '-y')).toMatchObject({code: 0});
});

test('a namespace that is still going away is waited for', async () => {
  project = new Project().write({'kflow.yaml': rootConfig(), 'resources/ns.yaml': definition()});
  const {namespace} = project;
  await project.kubectl('create', 'namespace', namespace);
  await project.kubectl('delete', 'namespace', namespace, '--wait=false');
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  const phase = await project.kubectl('get', 'namespace', namespace, '-o', 'jsonpath={.status.phase}');
  expect(phase).toBe('Active');
  expect(await labelOf()).toBe('red');
  await project.kubectl('delete', 'namespace', namespace, '--wait=false');
});

test('ifNotExists leaves one that exists as it is', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/ns.yaml': definition('      ifNotExists: true\n'),
  });
  await project.kubectl('create', 'namespace', project.namespace);
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(await labelOf()).toBe('');
  await project.kubectl('delete', 'namespace', project.namespace, '--wait=false');
});

test('resources that need it, before it or with it, get it with its labels', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/a.yaml': resource('a', 'a.yaml'),
    'resources/b.yaml': resource('b', 'b.yaml'),
    'resources/ns.yaml': `${definition('      ifNotExists: true\n')}dependsOn: [a]\n`,
    'manifests/a.yaml': configMap('a'),
    'manifests/b.yaml': configMap('b'),
  });
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(await labelOf()).toBe('red');
  expect(await project.kflow('destroy', '-y', '--delete-namespaces')).toMatchObject({code: 0});
  expect(await project.exists(`namespace/${project.namespace}`)).toBe(false);

  const {code, stdout} = await project.kflow('apply', '--dry-run');
  expect(code).toBe(0);
  const pasted = await run('bash', ['-euc', stdout], {cwd: project.home, env: project.env});
  expect(pasted).toMatchObject({code: 0});
  expect(await labelOf()).toBe('red');
  await project.kubectl('delete', 'namespace', project.namespace, '--wait=false');
});
