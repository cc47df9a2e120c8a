import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {events} from '../harness/events.js';
import {kflowBin, Project} from '../harness/project.js';
import {hasPty, startOnPty} from '../harness/pty.js';
import {until} from '../harness/until.js';
import {configMap, deployment, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

const scripts = ['one', 'two', 'three'];
const ids = ['base.manifests', ...scripts.map((name) => `base.${name}`), 'web.manifests', 'web.last'];

/** Steps that leave a line each time that they run, between objects, over two phases. */
const counting = () =>
  new Project().write({
    'kflow.yaml': rootConfig(['infra', 'apps']),
    'resources/base.yaml':
      resource('base', 'base.yaml', 'phase: infra') +
      `steps: [${scripts.map((name) => `{name: ${name}, script: {run: "echo ${name} >> ../ran"}}`).join(', ')}]\n`,
    'resources/web.yaml':
      resource('web', 'web.yaml', 'phase: apps') + 'steps: [{name: last, script: {run: "echo last >> ../ran"}}]\n',
    'manifests/base.yaml': configMap('base'),
    'manifests/web.yaml': deployment('web'),
    ran: '',
  });

const ran = () => readFileSync(join(project.dir, 'ran'), 'utf8').split('\n').filter(Boolean);
const journals = () => {
  const dir = join(project.dir, 'state/journals');
  return readdirSync(dir).map((name) => readFileSync(join(dir, name), 'utf8'));
};
const stateOf = () => {
  const state = JSON.parse(readFileSync(join(project.dir, 'state/state.json'), 'utf8'));
  return Object.values<any>(state.clusters)[0].resources;
};

/** What happens last before kflow is killed: every moment at which a journal or a state is written, and some between. */
const moments: [string, (event: any) => boolean][] = [
  ['the run began', ({type}) => type === 'run.started'],
  ['the first step began', ({type}) => type === 'step.started'],
  ...ids.map((id): [string, (event: any) => boolean] => [
    `${id} was done`,
    ({type, step}) => type === 'step.succeeded' && step === id,
  ]),
  ['web was ready', ({type, resource: name}) => type === 'resource.ready' && name === 'web'],
];

test.each(moments)(
  'killed -9 right after %s: no finished step is lost, and --resume does none twice',
  async (_, isIt) => {
    project = counting();
    const apply = project.start('apply', '--json');
    await apply.line((line) => isIt(JSON.parse(line)));
    apply.child.kill('SIGKILL');
    const told = events((await apply.ended).stdout.replace(/[^\n]*$/, ''));
    const done = told.filter(({type}) => type === 'step.succeeded').map(({step}) => step);
    const [journal = ''] = journals();
    for (const step of done) expect(journal).toContain(`"step":"${step}"`);
    for (const step of done) {
      const [name, own] = step.split('.');
      expect(stateOf()[name].steps[own].outcome).toBe('succeeded');
    }
    const before = ran();

    const resumed = await project.kflow('apply', '--resume', '--json');
    expect(resumed.code).toBe(0);
    const story = events(resumed.stdout);
    const kept = story.find(({type}) => type === 'run.resumed')?.done.map(({step}: {step: string}) => step) ?? [];
    expect(kept).toEqual(expect.arrayContaining(done));
    const again = story.filter(({type}) => type === 'step.succeeded').map(({step}) => step);
    // Each step was done by one of the two; all in all, in the plan's order.
    expect([...kept, ...again]).toEqual(ids);
    // A script whose end was recorded ran once; the one that was cut off may have run before.
    for (const name of scripts) {
      if (done.includes(`base.${name}`)) expect(ran().filter((line) => line === name)).toHaveLength(1);
    }
    expect(new Set(ran())).toEqual(new Set([...scripts, 'last']));
    expect(ran().length - before.length).toBe(again.filter((id) => !id.endsWith('.manifests')).length);
    expect(Object.values<any>(stateOf()).map(({status}) => status)).toEqual(['applied', 'applied']);
    expect(journals()).toEqual([]);
    await until('nothing runs any more', async () => (await project.processes()).length === 0);
  },
);

test('after a failure: --resume goes on, says what it leaves out and why it does something again', async () => {
  project = counting().write({'manifests/web.yaml': deployment('web').replace('apps/v1', 'apps/v9')});
  const failed = await project.kflow('apply');
  expect(failed.code).toBe(1);
  expect(failed.stderr).toContain('to go on where it stopped: the same command with --resume');
  project.write({'manifests/web.yaml': deployment('web')});
  const {code, stderr} = await project.kflow('apply', '--resume');
  expect(code).toBe(0);
  expect(stderr).toMatch(/resuming the apply that began just now and failed: 4 steps done and unchanged/);
  expect(stderr).toContain('base.manifests, base.one, base.two, base.three (done)');
  expect(ran()).toEqual([...scripts, 'last']);
});

test('what was deleted or edited in the meantime is done again', async () => {
  project = counting().write({'resources/zz.yaml': resource('zz', 'zz.yaml', 'phase: apps\ndependsOn: [web]')});
  project.write({'manifests/zz.yaml': 'apiVersion: v1\nkind: Nope\nmetadata: {name: zz}\n'});
  expect((await project.kflow('apply')).code).toBe(1);
  await project.kubectl('delete', 'deployment/web', '-n', project.namespace);
  project.write({'manifests/zz.yaml': configMap('zz')});
  const gone = await project.kflow('apply', '--resume', '--json');
  expect(gone.code).toBe(0);
  expect(events(gone.stdout).find(({type}) => type === 'run.resumed').again).toEqual([
    {step: 'web.manifests', reason: 'deployment/web is gone'},
    {step: 'web.last', reason: 'comes after web.manifests'},
  ]);
  expect(await project.exists('deployment/web')).toBe(true);
});

test('when its namespace was deleted, a script runs again', async () => {
  project = counting().write({'manifests/web.yaml': 'apiVersion: v1\nkind: Nope\nmetadata: {name: web}\n'});
  expect((await project.kflow('apply')).code).toBe(1);
  expect(ran()).toEqual(scripts);
  await project.kubectl('delete', 'namespace', project.namespace);
  project.write({'manifests/web.yaml': deployment('web')});
  expect((await project.kflow('apply', '--resume')).code).toBe(0);
  expect(ran()).toEqual([...scripts, ...scripts, 'last']);
  expect(await project.exists('configmap/base')).toBe(true);
});

test('nothing to resume: says so, and applies everything', async () => {
  project = counting();
  expect((await project.kflow('apply')).code).toBe(0);
  const {code, stderr} = await project.kflow('apply', '--resume');
  expect(code).toBe(0);
  expect(stderr).toContain('nothing to resume');
  expect(ran()).toHaveLength(8);
});

test('a context that points at another cluster stops every command that changes something, until that is meant', async () => {
  project = counting();
  expect((await project.kflow('apply')).code).toBe(0);
  const path = join(project.dir, 'state/state.json');
  const state = readFileSync(path, 'utf8');
  // What the state would say, had the cluster been made anew.
  writeFileSync(path, state.replace(/"identity": "[^"]*"/, '"identity": "00000000-0000-0000-0000-000000000000"'));
  for (const command of [['apply'], ['destroy', '--yes'], ['restart', 'web'], ['reload']]) {
    const {code, stderr} = await project.kflow(...command);
    expect([command[0], code]).toEqual([command[0], 2]);
    expect(stderr).toContain('now points to another cluster');
    expect(stderr).toContain('--new-cluster');
  }
  expect(ran()).toHaveLength(4);
  if (hasPty) {
    const command = [process.execPath, kflowBin, 'apply'];
    const asked = startOnPty(command, {columns: 120, rows: 30, cwd: project.dir, env: project.env});
    await asked.until((output) => output.includes('forget what was recorded of the other? [y/N]'));
    asked.type('n\n');
    const {code, output} = await asked.ended;
    expect([code, output]).toEqual([1, expect.stringContaining('nothing was run')]);
    expect(ran()).toHaveLength(4);
  }
  const dry = await project.kflow('apply', '--dry-run');
  expect(dry).toMatchObject({code: 0, stderr: expect.stringContaining('now points to another cluster')});
  const meant = await project.kflow('apply', '--new-cluster');
  expect(meant).toMatchObject({code: 0, stderr: expect.stringContaining('is forgotten')});
  expect(await project.kflow('apply')).toMatchObject({code: 0});
});
