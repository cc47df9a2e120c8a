// What a cluster, a file's name or a kubeconfig says cannot work on the terminal that shows it.
import {chmodSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {events} from '../../harness/events.js';
import {kflowBin, Project} from '../../harness/project.js';
import {hasPty, startOnPty} from '../../harness/pty.js';
import {run} from '../../harness/run.js';
import {configMap, resource, rootConfig} from '../../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

/** Sets the title, clears the screen, goes back over what stands there, and turns text round. */
const hostile = '\u001b]0;owned\u0007\u001b[2J\u001b[1A\r✓ all is well \u009b2J \u202egnp.exe';
const escaped = '\\u001b]0;owned\\u0007\\u001b[2J\\u001b[1A\\r✓ all is well \\u009b2J \\u202egnp.exe';
/** Anything that works on a terminal, but for line breaks and colors. */
const works = /(?!\u001b\[(?:[0-79]|[1-9]\d)?m)[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

/** YAML's own escapes: it takes no control characters as they are. */
const yamlText = (text: string) =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u202e]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A Pod that nobody schedules, of which a kubelet tells why it does not start, in words of an attacker's. */
async function failing(): Promise<Project> {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name: 'web'},
    spec: {schedulerName: 'nobody', containers: [{name: 'app', image: 'registry.example.com/web:1'}]},
  };
  const made = new Project();
  made.write({
    'kflow.yaml': rootConfig(),
    'resources/web.yaml': resource('web', 'web.yaml', 'workloads: [pod/web]'),
    'manifests/web.yaml': JSON.stringify(pod),
  });
  const where = ['-n', made.namespace];
  await made.kubectl('create', 'namespace', made.namespace);
  await made.kubectl('apply', ...where, '-f', 'manifests/web.yaml');
  const state = {waiting: {reason: 'InvalidImageName', message: `Failed to apply default image tag: ${hostile}`}};
  const status = {
    ...{name: 'app', image: 'x', imageID: '', ready: false, restartCount: 0},
    state,
  };
  const patch = JSON.stringify({status: {phase: 'Pending', containerStatuses: [status]}});
  await made.kubectl('patch', 'pod', 'web', ...where, '--subresource=status', '--type=merge', '-p', patch);
  return made;
}

test("a pod's message is shown escaped, in a run, in health and in status", async () => {
  project = await failing();
  const {code, stdout, stderr} = await project.kflow('apply', '--timeout', '30');
  expect(code).toBe(1);
  // The API server really has it.
  expect(await project.kubectl('-n', project.namespace, 'get', 'pods', '-o', 'json')).toContain('\\u001b]0;owned');
  expect(stderr).toContain(escaped);
  expect(stdout + stderr).not.toMatch(works);
  for (const look of ['status', 'health']) {
    const looked = await project.kflow(look);
    expect(looked.stdout + looked.stderr).not.toMatch(works);
  }
  const json = await project.kflow('apply', '--timeout', '30', '--json');
  expect(json.stdout).not.toMatch(works);
  expect(JSON.stringify(events(json.stdout))).toContain(JSON.stringify(hostile).slice(1, -1));
});

(hasPty ? test : test.skip)('and on a terminal that kflow draws on', async () => {
  project = await failing();
  const pty = startOnPty([process.execPath, kflowBin, 'apply', '--timeout', '30'], {
    columns: 200,
    rows: 40,
    cwd: project.dir,
    env: {...project.env, TERM: 'xterm-256color', NO_COLOR: ''},
  });
  const {code, output} = await pty.ended;
  expect(code).toBe(1);
  expect(output).toContain('\\u001b]0;owned\\u0007\\u001b[2J');
  expect(output).not.toContain('\u001b]0;');
  expect(output).not.toContain('\u001b[2J');
  expect(output).not.toMatch(/[\u0080-\u009f\u202e]/);
});

test("a file's name and a description are shown escaped, and a dry run can be pasted nevertheless", async () => {
  const name = 'a\u001b[2J\u0007.yaml';
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/web.yaml': resource('web', 'FILE', `description: ${yamlText(hostile)}`).replace(
      '../manifests/FILE',
      yamlText(`../manifests/${name}`),
    ),
    [`manifests/${name}`]: configMap('web'),
  });
  for (const args of [['apply', '-v'], ['apply', '--dry-run'], ['plan'], ['list'], ['graph'], ['validate']]) {
    const {stdout, stderr} = await project.kflow(...args);
    expect({args, text: stdout + stderr}).toEqual({args, text: expect.not.stringMatching(works)});
  }
  expect((await project.kflow('graph')).stdout).toContain(escaped);
  const {stdout} = await project.kflow('apply', '--dry-run');
  await project.kubectl('delete', 'configmap', 'web', '-n', project.namespace);
  expect(await run('sh', ['-c', stdout], {cwd: project.dir, env: project.env})).toMatchObject({code: 0});
  expect(await project.exists('configmap/web')).toBe(true);
});

test('a line break in a name begins no line of a dry run, which may be pasted', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig().replace('phases: []', 'phases: ["one\\ntouch PWNED"]'),
    'resources/web.yaml': resource('web', 'a.yaml', 'phase: "one\\ntouch PWNED"'),
    'manifests/a.yaml': configMap('a'),
  });
  const {stdout} = await project.kflow('apply', '--dry-run');
  expect(stdout).toContain('# phase 1/1: one touch PWNED');
  await run('sh', ['-c', stdout], {cwd: project.dir, env: project.env});
  expect(existsSync(join(project.dir, 'PWNED'))).toBe(false);
});

test('bash completes the name of a context without ever running it', async () => {
  project = new Project();
  const kubeconfig = join(project.dir, 'kubeconfig');
  const original = readFileSync(project.env['KUBECONFIG']!, 'utf8');
  const names = ['$(touch PWNED)', '`touch PWNED`', 'a;touch PWNED', 'x\u001b[2J', 'team@cluster:1'];
  const {contexts, ...rest} = JSON.parse(await project.kubectl('config', 'view', '--raw', '-o', 'json')) as {
    contexts: {name: string; context: unknown}[];
  };
  expect(original).not.toBe('');
  writeFileSync(
    kubeconfig,
    JSON.stringify({...rest, contexts: names.map((name) => ({name, context: contexts[0]!.context}))}),
  );
  project.env = {...project.env, KUBECONFIG: kubeconfig};
  const {stdout} = await project.kflow('__complete', 'bash', 'kflow --context ');
  expect(stdout).not.toMatch(works);
  const offered = stdout
    .trim()
    .split('\n')
    .map((line) => line.split('\t')[0]!);
  expect(offered).toHaveLength(4);
  const bin = join(project.dir, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'show'), '#!/bin/sh\nprintf "%s\\n" "$1"\n');
  chmodSync(join(bin, 'show'), 0o755);
  const typed = await run('bash', ['-c', offered.map((each) => `show ${each}`).join('\n')], {
    cwd: project.dir,
    env: {...project.env, PATH: `${bin}:${project.env['PATH']}`},
  });
  expect(typed.stdout.trim().split('\n').sort()).toEqual(names.filter((name) => !name.startsWith('x')).sort());
  expect(existsSync(join(project.dir, 'PWNED'))).toBe(false);
});
