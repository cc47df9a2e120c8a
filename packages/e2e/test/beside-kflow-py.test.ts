import {chmodSync, cpSync, readFileSync, writeFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {examples, Project} from '../harness/project.js';
import {run} from '../harness/run.js';

/**
 * The example against kflow-py itself. Runs only where `KFLOW_PY_BIN` names the `kflow` of a virtual environment with it:
 *
 *     python3 -m venv venv && venv/bin/pip install kflow-py==1.2.2
 *     KFLOW_PY_BIN=$PWD/venv/bin/kflow npm test -- packages/e2e/test/beside-kflow-py
 */
const kflowPy = process.env['KFLOW_PY_BIN']!;

const namespaces = ['ledger', 'ledger-edge', 'ledger-archive', 'ledger-attic'];
const kinds = 'configmap,secret,service,deployment,statefulset,daemonset,book.ledger.example.com';

let project: Project;

beforeEach(() => {
  project = new Project().copyExample('from-kflow-py').write({'tools/docker': '#!/bin/sh\n'});
  chmodSync(join(project.dir, 'tools/docker'), 0o755);
  project.env['PATH'] = [join(project.dir, 'tools'), project.env['PATH']].join(delimiter);
  project.env['LEDGER_DB_PASSWORD'] = 'open-sesame-to-the-books';
});

afterEach(async () => {
  await cleanUp();
  project.remove();
});

async function cleanUp(): Promise<void> {
  await project.kubectl('delete', 'namespace', ...namespaces, 'ledger-more', '--ignore-not-found');
  await project.kubectl('delete', 'crd', 'books.ledger.example.com', '--ignore-not-found');
}

/** The runner files' names, in the YAML, as the one or the other of the two has them. */
function runners(extension: 'py' | 'ts'): void {
  for (const path of ['kflow.yaml', 'resources/web.yaml', 'resources/notes.yaml']) {
    const file = join(project.dir, path);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/_runner\.(ts|py)$/gm, `_runner.${extension}`));
  }
}

async function python(...args: string[]): Promise<void> {
  const {code, stdout, stderr} = await run(kflowPy, args, {cwd: project.dir, env: project.env});
  if (code !== 0) throw new Error(`kflow-py ${args.join(' ')}\n${stdout}\n${stderr}`);
}

/** What stands in the project's namespaces, without what the API server adds and what differs each time. */
async function objects(): Promise<{[name: string]: any}> {
  const lists = await Promise.all(
    namespaces.map((each) => project.kubectl('get', kinds, '-n', each, '-o', 'json').catch(() => '{"items": []}')),
  );
  const found = await project.kubectl('get', 'namespace', ...namespaces, '--ignore-not-found', '-o', 'json');
  const made = JSON.parse(found || '{}');
  const all = [...lists.flatMap((text) => JSON.parse(text).items), ...(made.items ?? [])];
  const named = all
    .filter(({metadata: {name}}) => name !== 'kube-root-ca.crt' && !name.startsWith('sh.helm.release'))
    .map(({kind, metadata: {name, namespace, labels}, data, spec}) => {
      if (kind === 'Service' && spec.clusterIP !== 'None') delete spec.clusterIP;
      delete spec?.template?.metadata.annotations;
      return [`${namespace ?? '-'} ${kind}/${name}`, {labels, data, spec}];
    });
  return Object.fromEntries(named);
}

test('what a runner is given is what the fixture says, which the shim is held to as well', async () => {
  project.write({
    'kflow.yaml':
      'kflow: {version: v1, kind: Config}\nstate: {dir: state}\nphases: [only]\nresources: [resources/surface.yaml]\n',
    'resources/surface.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: surface
namespace: ledger
phase: only
selector: app=database
steps:
  - {name: database, manifests: [../manifests/database.yaml]}
  - {name: up, rolloutWait: {kinds: [statefulset], namespace: ledger}}
  - name: surface
    runner: {class: SurfaceRunner, file: ../surface_runner.py, config: {text: a, list: [1, {b: null}], big: 12345678901234567890}}
`,
  });
  const fixtures = fileURLToPath(new URL('../fixtures/kflow-py', import.meta.url));
  cpSync(join(fixtures, 'surface_runner.py'), join(project.dir, 'surface_runner.py'));
  cpSync(join(examples, 'python-runner/manifests'), join(project.dir, 'manifests'), {recursive: true});
  await project.kubectl('create', 'namespace', 'ledger');
  await python('--yes', 'apply');
});

test('kflow makes what kflow-py makes, and goes on where that was', async () => {
  runners('py');
  await python('--yes', 'apply');
  const theirs = await objects();
  expect(Object.keys(theirs).length).toBeGreaterThan(15);

  runners('ts');
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  const after = await objects();
  expect(await project.kflow('destroy', '--yes', '--delete-namespaces')).toMatchObject({code: 0});
  expect(await objects()).toEqual({});

  cpSync(join(examples, 'from-kflow-py/kflow.yaml'), join(project.dir, 'kflow.yaml'));
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  const ours = await objects();

  // What the README of the example says of the two: the shorthand, and where the label of kflow is.
  const {'ledger ConfigMap/notes': notes, ...rest} = ours;
  expect(notes.data).toEqual({what: 'the ledger of a demo'});
  const ofSteps = [
    'Secret/connection',
    'Secret/database-credentials',
    'Secret/first-admin',
    'ConfigMap/database-settings',
  ];
  const expected = structuredClone(theirs);
  for (const name of ofSteps) expected[`ledger ${name}`].labels = {'app.kubernetes.io/managed-by': 'kflow'};
  delete expected['- Namespace/ledger-edge'].labels['app.kubernetes.io/managed-by'];
  expect(Object.keys(rest)).toEqual(Object.keys(expected));
  for (const name of Object.keys(expected)) {
    // helm names the namespace on it, whenever it makes sure of it with --create-namespace.
    delete expected[name].labels?.name;
    expect({name, ...rest[name]}).toEqual({name, ...expected[name]});
  }
  // It exists already, and `ifNotExists` leaves it alone.
  const {'ledger Secret/first-admin': kept, ...changed} = after;
  const {'ledger Secret/first-admin': made, ...fresh} = ours;
  expect(kept.data).toEqual(made.data);
  for (const {labels} of [...Object.values(changed), ...Object.values(fresh)]) delete labels?.name;
  // One that is there already is not touched.
  delete changed['- Namespace/ledger-edge'].labels['app.kubernetes.io/managed-by'];
  expect(changed).toEqual(fresh);
});
