import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import type {CommandRequest} from '../../src/ports/command-runner.js';
import {Scene} from '../operations/scene.js';

async function scene(spec: string, files: {[path: string]: string} = {}) {
  const made = await Scene.of({a: `namespace: default\nsteps: [{name: s, configmap: {${spec}}}]`}, files);
  const taken: any[] = [];
  made.tools.answer(/^kubectl apply/, ({stdin = ''}: CommandRequest) => {
    taken.push(JSON.parse(stdin));
    return {stdout: 'configmap/s created\n'};
  });
  return {made, taken};
}

test('text goes into data, what is none into binaryData', async () => {
  const {made, taken} = await scene('literals: {a: 1.0}, fromFiles: [image=x.png, umlaut=u.txt]', {
    'x.png': '',
    'u.txt': 'für\n',
  });
  await writeFile(join(made.dir, 'x.png'), Buffer.from([0x89, 0x50, 0xff, 0x00]));
  expect((await made.run(made.plan('apply'))).outcome).toBe('succeeded');
  expect(taken).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {name: 's', labels: {'app.kubernetes.io/managed-by': 'kflow'}},
      data: {a: '1.0', umlaut: 'für\n'},
      binaryData: {image: 'iVD/AA=='},
    },
  ]);
});

test('a directory gives its files by name, those of subdirectories with `---` for the slash', async () => {
  const files = {'d/b.conf': 'b', 'd/a.conf': 'a', 'd/more/a.conf': 'more a', 'd/more/yet/c': 'c'};
  const {made, taken} = await scene('fromDir: d', files);
  await mkdir(join(made.dir, 'd/empty'));
  expect((await made.run(made.plan('apply'))).outcome).toBe('succeeded');
  expect(taken[0].data).toEqual({'a.conf': 'a', 'b.conf': 'b', 'more---a.conf': 'more a', 'more---yet---c': 'c'});
});

test('an env file takes a key without value from the environment, as kubectl does', async () => {
  process.env['KFLOW_TEST_SET'] = 'yes';
  const {made, taken} = await scene('fromEnvFile: e.env', {
    'e.env': '\uFEFFA=1\r\n  # not this\nKFLOW_TEST_SET\nKFLOW_TEST_UNSET\nB=x=y#z\n',
  });
  await made.run(made.plan('apply'));
  delete process.env['KFLOW_TEST_SET'];
  expect(taken[0].data).toEqual({A: '1', KFLOW_TEST_SET: 'yes', KFLOW_TEST_UNSET: '', B: 'x=y#z'});
});

test('a dry run shows its contents, and a placeholder for the output of a command', async () => {
  const {made} = await scene('literals: {level: debug}, fromCommand: {version: git describe}');
  await made.run(made.plan('apply'), {}, {session: made.session({dryRun: true})});
  expect(made.tools.ran).toEqual([]);
  const [command = ''] = made.events.flatMap((event) => (event.type === 'step.command' ? [event.command] : []));
  expect(JSON.parse(command.split('\n').slice(1, -1).join('\n')).data).toEqual({level: 'debug', version: '***'});
});

test('is deleted on destroy, unless ifNotExists', async () => {
  for (const [spec, commands] of [
    ['name: c', ['kubectl delete configmap c --ignore-not-found --wait=false --namespace default']],
    ['name: c, ifNotExists: true', []],
  ] as const) {
    const {made} = await scene(spec);
    made.tools.answer(/delete/, {});
    expect((await made.run(made.plan('destroy'))).outcome).toBe('succeeded');
    expect(made.tools.ran).toEqual(commands);
  }
});
