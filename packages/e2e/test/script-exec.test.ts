import {existsSync, readFileSync} from 'node:fs';
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {events} from '../harness/events.js';
import {Project} from '../harness/project.js';
import {sandbox} from '../harness/sandbox.js';
import {deployment, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

const resource = (steps: string) => `kflow: {version: v1, kind: ResourceDefinition}
name: shop
namespace: NS
steps:
${steps}`;

const make = (steps: string): Project =>
  (project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/shop.yaml': resource(steps),
    'work dir/.keep': '',
    'manifests/web.yaml': deployment('web'),
  }));

const read = (path: string): string => readFileSync(join(project.dir, path), 'utf8');

test('a script runs in its directory, knows its cluster, and has its own way down', async () => {
  make(`  - name: tell
    script:
      run: |
        echo "$KFLOW_RESOURCE $KFLOW_NAMESPACE $KFLOW_CONTEXT $KFLOW_OPERATION" > told
        kubectl get namespace "$KFLOW_NAMESPACE" -o name >> told
        echo out; echo err >&2
      onDestroy: echo "$KFLOW_OPERATION" > told
      workdir: ../work dir
`);
  const {context, kubeconfig} = sandbox();
  delete project.env['KUBECONFIG'];
  const applied = await project.kflow('apply', '--json', '--kubeconfig', kubeconfig, '--context', context);
  expect(applied).toMatchObject({code: 0});
  expect(read('work dir/told')).toBe(`shop ${project.namespace} ${context} apply\nnamespace/${project.namespace}\n`);
  const output = events(applied.stdout).filter(({type}) => type === 'step.output');
  expect(output.map(({stream, text}) => `${stream} ${text}`).sort()).toEqual(
    expect.arrayContaining(['stderr err', 'stdout out']),
  );
  expect(await project.kflow('destroy', '-y', '--kubeconfig', kubeconfig, '--context', context)).toMatchObject({
    code: 0,
  });
  expect(read('work dir/told')).toBe('destroy\n');
});

test('a script that fails fails the run with its last words', async () => {
  make(
    "  - name: broken\n    script: {run: 'echo first; echo it is broken >&2; exit 5'}\n  - name: next\n    script: {run: 'touch next'}\n",
  );
  const {code, stderr} = await project.kflow('apply');
  expect(code).toBe(1);
  expect(stderr).toMatch(/the script failed: it exited with 5: it is broken/);
  expect(existsSync(join(project.dir, 'resources/next'))).toBe(false);
});

test('a dry run shows scripts that work when they are pasted, and runs none', async () => {
  make('  - name: touch\n    script: {run: "touch made \'by hand\'", workdir: ../work dir}\n');
  const {code, stdout} = await project.kflow('apply', '--dry-run', '--json');
  expect(code).toBe(0);
  expect(existsSync(join(project.dir, 'work dir/made'))).toBe(false);
  const {command} = events(stdout).find(({type, command}) => type === 'step.command' && command.includes('touch'));
  execFileSync('sh', ['-c', command]);
  expect(existsSync(join(project.dir, 'work dir/made'))).toBe(true);
  expect(existsSync(join(project.dir, 'work dir/by hand'))).toBe(true);
});

test('stopping the run twice ends a script with everything that it started', async () => {
  make("  - name: long\n    script: {run: 'sleep 1000 & echo child $!; wait'}\n");
  const running = project.start('apply', '--json');
  const line = await running.line((text) => text.includes('"child '));
  const pid = Number(/child (\d+)/.exec(line)?.[1]);
  running.child.kill('SIGINT');
  // A script may end by itself: the second request does not wait for it.
  await new Promise((resolve) => running.child.stderr.once('data', resolve));
  running.child.kill('SIGINT');
  expect((await running.ended).code).toBe(130);
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

const inPod = (what: string) => `  - name: web
    manifests: [../manifests/web.yaml]
  - name: rolled-out
    rolloutWait: {}
  - name: warm-up
    exec:
      selector: app=web
      container: app
      command: [sh, -c, 'echo "in $POD_NAME" > ${what}/ran; echo warm']
      onDestroy: echo drained > ${what}/drained
`;

test('a command runs in a pod of its selector, and another before the pod goes', async () => {
  project = new Project();
  project.write({
    'kflow.yaml': rootConfig(),
    'resources/shop.yaml': resource(inPod(project.dir)),
    'manifests/web.yaml': deployment('web', {replicas: 2}),
  });
  const dry = await project.kflow('apply', '--dry-run');
  expect(dry).toMatchObject({code: 0});
  expect(dry.stdout + dry.stderr).toMatch(/kubectl exec "\$\(kubectl get pods --selector app=web .* \| head -n 1\)"/);
  expect(dry.stderr).toMatch(/no pod that matches `app=web`/);
  const applied = await project.kflow('apply', '-v');
  expect(applied).toMatchObject({code: 0});
  expect(applied.stderr).toContain('warm');
  expect(read('ran')).toMatch(/^in web-/);
  expect(await project.kflow('destroy', '-y')).toMatchObject({code: 0});
  expect(read('drained')).toBe('drained\n');
  // Destroying again finds no pod, which is as it should be.
  const again = await project.kflow('destroy', '-y');
  expect(again).toMatchObject({code: 0});
  expect(again.stderr).toMatch(/no pod that matches `app=web`/);
});

test('a pod that is not there fails apply, and not destroy', async () => {
  make('  - name: once\n    exec: {pod: db-0, command: createdb, onDestroy: dropdb}\n');
  const applied = await project.kflow('apply');
  expect(applied.code).toBe(1);
  expect(applied.stderr).toMatch(/db-0/);
  const destroyed = await project.kflow('destroy', '-y');
  expect(destroyed).toMatchObject({code: 0});
  expect(destroyed.stderr).toMatch(/there is no pod db-0/);
});
