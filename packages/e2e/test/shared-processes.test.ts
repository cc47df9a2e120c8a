import {afterEach, expect, test} from '@jest/globals';
import {events} from '../harness/events.js';
import {Project} from '../harness/project.js';
import {configMap, deployment, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

/** Twelve resources of one namespace that are ready at once; some of them as the test says. */
function twelve(manifests: {[name: string]: string} = {}): Project {
  const names = Array.from({length: 12}, (_, index) => `r${String(index + 1).padStart(2, '0')}`);
  return new Project().write({
    'kflow.yaml': rootConfig(),
    ...Object.fromEntries(names.map((name) => [`resources/${name}.yaml`, resource(name, `${name}.yaml`)])),
    ...Object.fromEntries(
      names.map((name, index) => [
        `manifests/${name}.yaml`,
        manifests[name] ?? (index % 2 === 0 ? configMap(name) : deployment(name, {readyAfter: '100ms'})),
      ]),
    ),
  });
}

/** The kubectl processes that applied or deleted, each as the steps that it was of. */
const processes = (stdout: string, verb: string): string[][] => [
  ...new Map<string, string[]>(
    events(stdout)
      .filter(({type, command}) => type === 'step.command' && command.startsWith(`kubectl ${verb}`))
      .map(({command, step, sharedBy}) => [command, sharedBy ?? [step]]),
  ).values(),
];

test('steps that are ready together share processes, up and down', async () => {
  project = twelve();
  const up = await project.kflow('apply', '--json');
  expect(up.code).toBe(0);
  const applied = processes(up.stdout, 'apply');
  expect(applied.flat()).toHaveLength(12);
  expect(applied.length).toBeLessThan(12);
  const again = await project.kflow('apply', '--json');
  const changes = events(again.stdout).flatMap(({type, changes}) => (type === 'step.succeeded' ? changes : []));
  expect(changes.map(({action}) => action)).toEqual(Array(12).fill('unchanged'));
  const down = await project.kflow('destroy', '-y', '--json');
  expect(down.code).toBe(0);
  expect(processes(down.stdout, 'delete').length).toBeLessThan(12);
  expect(await project.kubectl('get', 'configmap,deployment', '-n', project.namespace, '-o', 'name')).toBe(
    'configmap/kube-root-ca.crt\n',
  );
});

test('of those that share a process, each fails of its own error alone, and the others go through', async () => {
  project = twelve({
    // The API server refuses it; it is no YAML; its kind does not exist; half of it is no object; it is of another namespace.
    r03: deployment('r03').replace('replicas: 1', 'replicas: -1'),
    r05: 'apiVersion: v1\nkind: [\n',
    r07: 'apiVersion: example.com/v1\nkind: Gadget\nmetadata: {name: r07}\n',
    r08: `${configMap('r08')}---\napiVersion: v1\nmetadata: {name: r08}\n`,
    r10: configMap('r10').replace('metadata: {name: r10}', 'metadata: {name: r10, namespace: elsewhere}'),
  });
  const {code, stdout} = await project.kflow('apply', '--json', '--keep-going');
  expect(code).toBe(1);
  const finished = events(stdout).at(-1);
  const broken = ['r03', 'r05', 'r07', 'r08', 'r10'];
  expect(finished.failed.map(({id}: {id: string}) => id).sort()).toEqual(broken.map((name) => `${name}.manifests`));
  for (const {id, error} of finished.failed) {
    expect(error.code).toBe('KF703');
    const files = [...error.command.matchAll(/manifests\/(r\d+)\.yaml/g)].map(([, name]) => name);
    expect(files).toEqual([id.split('.')[0]]);
  }
  const names = await project.kubectl('get', 'configmap,deployment', '-n', project.namespace, '-o', 'name');
  for (const name of ['r01', 'r02', 'r04', 'r06', 'r09', 'r11', 'r12']) expect(names).toContain(`/${name}\n`);
});

test('with --verbose, a process is shown once', async () => {
  project = twelve();
  const {code, stderr} = await project.kflow('apply', '-v');
  expect(code).toBe(0);
  const shown = stderr.split('\n').filter((line) => line.includes('$ kubectl apply'));
  expect(new Set(shown).size).toBe(shown.length);
  for (let index = 1; index <= 12; index++) {
    const file = `r${String(index).padStart(2, '0')}.yaml`;
    expect(shown.filter((line) => line.includes(file))).toHaveLength(1);
  }
});
