import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {events} from '../harness/events.js';
import {Project} from '../harness/project.js';
import {until} from '../harness/until.js';
import {rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

/** A project whose one step is a hook in bash. */
function hooks(script: string, config = 'hooks: [apply, destroy, status, health]'): Project {
  return new Project().write({
    'kflow.yaml': rootConfig(),
    'hooks.sh': `#!/usr/bin/env bash\n${script}\n`,
    'resources/app.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: app
namespace: NS
steps: [{name: hook, runner: {class: command, config: {command: [bash, ../hooks.sh], ${config}}}}]
`,
  });
}

const said = (stdout: string): string[] =>
  events(stdout).flatMap(({type, stream, text}) =>
    type === 'step.output' && stream !== 'stdout' ? [`${stream}: ${text}`] : [],
  );

test('nothing is run by commands that only look at the project', async () => {
  project = hooks('echo "$KFLOW_HOOK" >> "${0%/*}/ran"');
  for (const args of [
    ['plan'],
    ['graph'],
    ['list'],
    ['validate'],
    ['runners'],
    ['apply', '--dry-run'],
    ['destroy', '--dry-run'],
  ]) {
    expect(await project.kflow(...args)).toMatchObject({code: 0});
  }
  expect(existsSync(join(project.dir, 'ran'))).toBe(false);
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(await project.kflow('status')).toMatchObject({code: 0});
  expect(await project.kflow('health', '--dry-run')).toMatchObject({code: 0});
  expect(readFileSync(join(project.dir, 'ran'), 'utf8')).toBe('apply\nstatus\nhealth\n');
  await project.kubectl('delete', 'namespace', project.namespace);
});

test('what it applies is waited for, and what it asks for goes to the context and the namespace of the step', async () => {
  project = hooks(
    `
    read -r call
    echo '{"applyManifest": [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"k": "v"}}], "id": 1}'
    read -r answer
    echo '{"kubectl": ["get", "configmap", "a", "-o", "jsonpath={.data.k}"], "mutating": false}'
    read -r answer; echo "got $answer"
    echo '{"kubectl": ["get", "configmap", "none"], "mutating": false, "check": false}'
    read -r answer; echo "got $answer"
    echo '{"secrets": ["hunter-two"]}'; echo "it is hunter-two"
  `,
    'hooks: [apply], answers: true',
  );
  const {code, stdout} = await project.kflow('apply', '--json');
  expect(code).toBe(0);
  const lines = said(stdout).filter((line) => line.startsWith('log: '));
  expect(lines[0]).toMatch(/"exitCode":0,"stdout":"v"/);
  expect(lines[1]).toMatch(/"exitCode":1.*configmaps \\"none\\" not found/);
  expect(lines[2]).toBe('log: it is ***');
  expect(events(stdout)).toContainEqual(
    expect.objectContaining({
      type: 'step.succeeded',
      changes: [expect.objectContaining({object: 'configmap/a', action: 'created'})],
    }),
  );
  await project.kubectl('delete', 'namespace', project.namespace);
});

test('its mistakes are told with the line', async () => {
  project = hooks(`echo '{"kubctl": ["get", "pods"]}'`);
  const {code, stderr} = await project.kflow('apply');
  expect(code).toBe(1);
  expect(stderr).toContain('KF620');
  expect(stderr).toContain('it printed {"kubctl": ["get", "pods"]}: that is no message');
  expect(stderr).toContain('hint: docs/command-runners.md lists the messages');
  project.write({
    'resources/app.yaml': readFileSync(join(project.dir, 'resources/app.yaml'), 'utf8').replace(
      'hooks: [apply',
      'hooks: [aply',
    ),
  });
  const refused = await project.kflow('validate');
  expect(refused.code).toBe(2);
  expect(refused.stderr + refused.stdout).toMatch(/KF616.*`config\.hooks\[0\]` has to be one of/);
  await project.kubectl('delete', 'namespace', project.namespace, '--ignore-not-found');
});

test('Ctrl-C ends a hook that would not listen, and what it started', async () => {
  project = hooks(`trap '' TERM INT; sleep 1000 & echo up; wait; sleep 1000`);
  const apply = project.start('apply', '--json');
  await apply.line((line) => JSON.parse(line).text === 'up');
  apply.child.kill('SIGINT');
  await new Promise((resolve) => apply.child.stderr.once('data', resolve));
  apply.child.kill('SIGINT');
  expect((await apply.ended).code).toBe(130);
  await until('nothing is left', async () => (await project.processes()).length === 0);
});

test('kflow killed in the middle of a hook: the hook, and what it started, end too', async () => {
  project = hooks(`trap '' HUP INT; sleep 1000 & echo up; wait`, 'hooks: [apply], answers: true');
  const apply = project.start('apply', '--json');
  await apply.line((line) => JSON.parse(line).text === 'up');
  apply.child.kill('SIGKILL');
  await until('nothing is left', async () => (await project.processes()).length === 0);
});
