import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, expect, test} from '@jest/globals';
import {events} from '../../harness/events.js';
import {Project} from '../../harness/project.js';
import {configMap, rootConfig} from '../../harness/yaml.js';

const preload = fileURLToPath(new URL('../../harness/preload/file-faults.mjs', import.meta.url));

let project: Project;
afterEach(() => project.remove());

/** Two scripts that leave a line each time that they run, and an object between them. */
const small = () =>
  new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/web.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: web
namespace: NS
steps:
  - {name: one, script: {run: "echo one >> ../ran"}}
  - {name: conf, manifests: [../manifests/web.yaml]}
  - {name: two, script: {run: "echo two >> ../ran"}}
`,
    'manifests/web.yaml': configMap('web'),
    ran: '',
  });

/** Runs `apply --json`, with something happening at the Nth operation on kflow's own files. */
async function applyWith(what: string, at = 0) {
  const before = project.env;
  project.env = {
    ...before,
    NODE_OPTIONS: `--import=${preload}`,
    KFLOW_TEST_FAULT: JSON.stringify({path: join(project.dir, 'state'), at, what}),
    KFLOW_TEST_COUNT: join(project.dir, 'count'),
  };
  const running = project.start('apply', '--json');
  project.env = before;
  const {code, stdout, stderr} = await running.ended;
  const told = events(stdout.replace(/[^\n]*$/, ''));
  return {code, told, stderr, done: told.filter(({type}) => type === 'step.succeeded').map(({step}) => step)};
}

const ran = () => readFileSync(join(project.dir, 'ran'), 'utf8').split('\n').filter(Boolean);
const state = () => {
  const path = join(project.dir, 'state/state.json');
  return existsSync(path) ? Object.values<any>(JSON.parse(readFileSync(path, 'utf8')).clusters)[0] : undefined;
};

const outcomeOf = (step: string) => state().resources.web.steps[step.slice(4)].outcome;

async function operations(): Promise<number> {
  project = small();
  expect((await applyWith('count')).code).toBe(0);
  const count = Number(readFileSync(join(project.dir, 'count'), 'utf8'));
  expect(count).toBeGreaterThan(20);
  project.remove();
  return count;
}

test('killed before each operation on the state, the journal and the locks', async () => {
  const count = await operations();
  for (let at = 1; at <= count; at += 1) {
    project = small();
    const {done} = await applyWith('kill-before', at);
    // The state is whole, and has every step that was told to be done.
    for (const step of done) expect([at, step, outcomeOf(step)]).toEqual([at, step, 'succeeded']);
    const wasOver = state()?.resources.web?.status === 'applied';
    const resumed = await project.kflow('apply', '--resume', '--json');
    expect([at, resumed.code, resumed.stderr]).toEqual([at, 0, '']);
    for (const name of ['one', 'two']) {
      const times = ran().filter((line) => line === name).length;
      expect(times).toBeGreaterThanOrEqual(1);
      // Of an apply that went through, and was killed at its very end, there is nothing to resume.
      if (done.includes(`web.${name}`) && !wasOver) expect([at, name, times]).toEqual([at, name, 1]);
    }
    expect(await project.exists('configmap/web')).toBe(true);
    expect(state().resources.web.status).toBe('applied');
    // Nothing of the run that was killed is left: no draft, no lock, no journal.
    const left = readdirSync(join(project.dir, 'state'), {recursive: true}).map(String).sort();
    expect([at, left]).toEqual([at, ['journals', 'locks', 'state.json']]);
    project.remove();
  }
}, 900_000);

test.each(['ENOSPC', 'EIO', 'EROFS'])(
  '%s from some operation on: a failure that says so, and never a success',
  async (what) => {
    const count = await operations();
    for (let at = 1; at <= count; at += 7) {
      project = small();
      const {code, told, stderr, done} = await applyWith(what, at);
      const errors = JSON.stringify(told) + stderr;
      // Only what comes after the last record may fail in silence: giving back what is given back.
      if (code === 0) expect(state().resources.web.status).toBe('applied');
      else expect([at, code, errors.includes(what)]).toEqual([at, 1, true]);
      for (const step of done) expect([at, step, outcomeOf(step)]).toEqual([at, step, 'succeeded']);
      expect(await project.kflow('apply')).toMatchObject({code: 0});
      project.remove();
    }
  },
  600_000,
);
