import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {events} from '../../harness/events.js';
import {Project} from '../../harness/project.js';
import {stateOf} from '../../harness/truth.js';
import {until} from '../../harness/until.js';
import {rootConfig} from '../../harness/yaml.js';

// Two kflows that want to change the same cluster, with the same state.

let project: Project;
beforeEach(() => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    // Ends when there is a file `go`.
    'resources/slow.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: slow
namespace: NS
steps: [{name: hold, script: {run: "echo \${KFLOW_OPERATION} >> ../ran; echo begun; until [ -e ../go ]; do sleep 0.05; done", onDestroy: "echo destroy >> ../ran"}}]
`,
  });
});
afterEach(() => project.remove());

const isBegun = (line: string) => JSON.parse(line).text === 'begun';

test('the second is refused at once, and told who is at work; one that may wait goes through afterwards', async () => {
  const first = project.start('apply', '--json');
  await first.line(isBegun);
  const refused = await project.kflow('destroy', '-y');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(
    new RegExp(`KF920: another kflow is at work on \`[^\`]+\` \\(apply[^)]*; pid ${first.child.pid} on \\S+, since `),
  );
  expect(refused.stderr).toMatch(/hint: .*--wait-lock/);
  const waiting = project.start('destroy', '-y', '--wait-lock', '60s');
  await until('it waits', () => /another kflow is at work .*\n.*waiting for it to end/.test(waiting.stderr()));
  project.write({go: ''});
  expect((await first.ended).code).toBe(0);
  const {code, stderr} = await waiting.ended;
  expect(code === 0 ? 'it went through' : stderr).toBe('it went through');
  expect(stateOf(project).resources.slow.status).toBe('destroyed');
});

test('waiting has an end', async () => {
  const first = project.start('apply', '--json');
  await first.line(isBegun);
  const {code, stderr} = await project.kflow('apply', '--wait-lock', '1s');
  expect(code).toBe(1);
  expect(stderr).toMatch(/KF920: .*, still after 1 s/);
  project.write({go: ''});
  expect((await first.ended).code).toBe(0);
});

test('the lock of one that was killed is taken over', async () => {
  const first = project.start('apply', '--json');
  await first.line(isBegun);
  first.child.kill('SIGKILL');
  await first.ended;
  project.write({go: ''});
  const second = await project.kflow('apply', '--json');
  expect(second.code).toBe(0);
  expect(stateOf(project).resources.slow.status).toBe('applied');
});

test('of several that begin at the same moment one has its way, and the others are told', async () => {
  const all = Array.from({length: 4}, () => project.start('apply', '--json'));
  const refused: number[] = [];
  for (const each of all) void each.ended.then(({code}) => code === 1 && refused.push(code));
  await until('all but one are refused', () => refused.length === 3);
  project.write({go: ''});
  const ended = await Promise.all(all.map((each) => each.ended));
  expect(ended.map(({code}) => code).sort()).toEqual([0, 1, 1, 1]);
  for (const {code, stdout} of ended) {
    const [document] = events(stdout);
    if (code === 1) expect(document.error.code).toBe('KF920');
  }
  expect(stateOf(project).resources.slow.status).toBe('applied');
});
