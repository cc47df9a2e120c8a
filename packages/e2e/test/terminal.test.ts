import {afterEach, expect, test} from '@jest/globals';
import xterm from '@xterm/headless';
import {kflowBin, Project} from '../harness/project.js';
import {hasPty, startOnPty} from '../harness/pty.js';
import type {OnPty} from '../harness/pty.js';
import {configMap, deployment, resource, rootConfig} from '../harness/yaml.js';

const escape = '\u001b';
const showCursor = `${escape}[?25h`;
const hideCursor = `${escape}[?25l`;
const names = Array.from({length: 12}, (_, index) => `app-${index}`);
const onPty = hasPty ? test : test.skip;

let project: Project;
afterEach(() => project.remove());

function write(readyAfter?: string): Project {
  return new Project().write({
    'kflow.yaml': rootConfig(['base', 'apps']),
    'resources/base.yaml': resource('base', 'base.yaml', 'phase: base'),
    'manifests/base.yaml': configMap('base'),
    ...Object.fromEntries(
      names.map((name) => [`resources/${name}.yaml`, resource(name, `${name}.yaml`, 'phase: apps')]),
    ),
    ...Object.fromEntries(names.map((name) => [`manifests/${name}.yaml`, deployment(name, {readyAfter})])),
  });
}

function kflowOnPty(args: string[], env: NodeJS.ProcessEnv = {}, size = {columns: 80, rows: 24}): OnPty {
  const all = {...project.env, TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env};
  return startOnPty([process.execPath, kflowBin, ...args], {...size, cwd: project.dir, env: all});
}

/** What a terminal shows in the end, from the beginning of its scrollback. */
async function transcript(bytes: string, columns = 80, rows = 24): Promise<string[]> {
  const terminal = new xterm.Terminal({cols: columns, rows, scrollback: 5000, allowProposedApi: true});
  await new Promise<void>((resolve) => terminal.write(bytes, resolve));
  const {active} = terminal.buffer;
  const lines: string[] = [];
  for (let row = 0; row < active.length; row++) {
    const line = active.getLine(row)!;
    const text = line.translateToString(true);
    if (line.isWrapped) lines.push(lines.pop() + text);
    else lines.push(text);
  }
  return lines;
}

onPty.each([
  [80, 24],
  [200, 50],
  [40, 8],
])('on a terminal of %i x %i a run moves, and leaves a clean transcript behind', async (columns, rows) => {
  project = write('2s');
  const {code, output} = await kflowOnPty(['apply'], {}, {columns, rows}).ended;
  expect({code, output}).toMatchObject({code: 0});
  // It moved, without colors (NO_COLOR), and stopped moving.
  expect(output).toContain(hideCursor);
  expect(output).toMatch(/\d+\/13 done/);
  expect(output.lastIndexOf(showCursor)).toBeGreaterThan(output.lastIndexOf(hideCursor));
  expect(output).not.toMatch(/\u001b\[[0-9;]*m/);

  const lines = await transcript(output, columns, rows);
  expect(lines[0]).toMatch(/^apply · context .* · 13 resources, 13 steps, 2 phases$/);
  for (const name of names) {
    expect(lines.filter((line) => line.includes(`✓ ${name}.manifests `))).toHaveLength(1);
    expect(lines.filter((line) => new RegExp(`✓ ${name} +ready after`).test(line))).toHaveLength(1);
  }
  expect(lines.filter((line) => /\/13 done|waiting for/.test(line))).toEqual([]);
  expect(lines.filter((line) => /^✓ apply succeeded in .*: 13 steps done$/.test(line))).toHaveLength(1);
});

onPty('Ctrl-C in a wait: told, ended with 130, and the terminal as it was', async () => {
  project = write().write({'manifests/app-3.yaml': deployment('app-3', {pod: 'never'})});
  const apply = kflowOnPty(['apply']);
  await apply.until((output) => output.includes('deployment/app-3 0/1 ready'));
  apply.type('\u0003');
  const {code, output} = await apply.ended;
  expect({code, output}).toMatchObject({code: 130});
  expect(output.lastIndexOf(showCursor)).toBeGreaterThan(output.lastIndexOf(hideCursor));
  const lines = await transcript(output);
  expect(lines.some((line) => line.includes('stopping: nothing new is started'))).toBe(true);
  expect(lines.some((line) => line.startsWith('✗ apply interrupted after'))).toBe(true);
  expect(lines.filter((line) => line.includes('/13 done'))).toEqual([]);
});

onPty('keys that are pressed meanwhile leave no traces', async () => {
  project = write('3s');
  const apply = kflowOnPty(['apply']);
  for (const name of names.slice(0, 4)) {
    await apply.until((output) => output.includes(`${name}.manifests`) && output.includes('/13 done'));
    apply.type('\r\rtyped\r');
  }
  const {code, output} = await apply.ended;
  expect({code, output}).toMatchObject({code: 0});
  const lines = await transcript(output);
  expect(lines.filter((line) => /\/13 done|typed/.test(line))).toEqual([]);
});

onPty('the third Ctrl-C, with a step that will not end: the cursor is back', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/stubborn.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: stubborn
namespace: NS
steps:
  - name: hold
    script: {run: "trap '' INT TERM; echo holding >&2; touch held; while :; do sleep 1; done"}
`,
  });
  const apply = kflowOnPty(['apply']);
  await apply.until((output) => /stubborn\.hold +\d/.test(output));
  apply.type('\u0003');
  await apply.until((output) => output.includes('Press Ctrl-C again'));
  apply.type('\u0003');
  await apply.until((output) => output.includes('ending stubborn.hold'));
  apply.type('\u0003');
  const {code, output} = await apply.ended;
  expect({code, output}).toMatchObject({code: 130});
  expect(output.lastIndexOf(showCursor)).toBeGreaterThan(output.lastIndexOf(hideCursor));
  expect((await transcript(output)).filter((line) => line.includes('/1 done'))).toEqual([]);
});

onPty.each<[string, string[], NodeJS.ProcessEnv]>([
  ['CI', [], {CI: 'true'}],
  ['TERM=dumb', [], {TERM: 'dumb'}],
  ['--verbose', ['--verbose'], {}],
])('with %s a terminal gets plain lines', async (_, args, env) => {
  project = write();
  const {code, output} = await kflowOnPty(['apply', ...args], env).ended;
  expect({code, output}).toMatchObject({code: 0});
  expect(output).not.toContain(escape);
  expect(output).toContain('✓ apply succeeded');
});

onPty('FORCE_COLOR colors plain lines; NO_COLOR and --no-color win over it', async () => {
  project = write();
  const env = {CI: 'true', FORCE_COLOR: '1'};
  expect((await kflowOnPty(['plan'], {...env, NO_COLOR: ''}).ended).output).toContain(`${escape}[1m`);
  expect((await kflowOnPty(['plan'], {...env, NO_COLOR: '1'}).ended).output).not.toContain(escape);
  expect((await kflowOnPty(['plan', '--no-color'], {...env, NO_COLOR: ''}).ended).output).not.toContain(escape);
});

test('in a pipe there is not one escape byte, whatever the command', async () => {
  project = write();
  delete project.env.NO_COLOR;
  project.env.TERM = 'xterm-256color';
  for (const args of [
    ['--help'],
    ['validate'],
    ['list'],
    ['plan'],
    ['graph'],
    ['runners'],
    ['apply', '--dry-run'],
    ['apply', '--json'],
    ['apply', '--verbose'],
    ['apply'],
    ['status'],
    ['health'],
    ['state', 'show'],
    ['logs', 'app-0'],
    ['restart', 'app-0'],
    ['apply', 'nothing-like-it'],
    ['no-such-command'],
    ['destroy', '--yes'],
  ]) {
    const {stdout, stderr} = await project.kflow(...args);
    expect({args, escapes: (stdout + stderr).includes(escape), said: stdout + stderr !== ''}).toEqual({
      args,
      escapes: false,
      said: true,
    });
  }
});
