import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {kflowBin, Project} from '../harness/project.js';
import {run} from '../harness/run.js';
import {configMap, resource, rootConfig} from '../harness/yaml.js';

let project: Project;

beforeEach(() => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/web.yaml': resource('web', 'a.yaml', `description: 'A "site": $HOME * with ''quotes'''`),
    'resources/db.yaml': resource('db-primary', 'a.yaml'),
    'manifests/a.yaml': configMap('a'),
    'broken.yaml': 'kflow: [',
  });
  const bin = join(project.dir, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'kflow'), `#!/bin/sh\nexec "${process.execPath}" "${kflowBin}" "$@"\n`);
  chmodSync(join(bin, 'kflow'), 0o755);
  project.env = {...project.env, PATH: `${bin}:${project.env['PATH']}`};
});
afterEach(() => project.remove());

/** What bash would offer: sources the script as a user does, and calls what it registered the way readline does. */
async function offered(line: string, ...words: string[]): Promise<string> {
  const script = `source <(kflow completion bash)
COMP_LINE=$1; COMP_POINT=\${#1}; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
$(complete -p kflow | sed 's/.*-F \\([^ ]*\\) .*/\\1/') kflow
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const outcome = await run('bash', ['-c', script, 'bash', line, ...words], {cwd: project.dir, env: project.env});
  expect(outcome.code).toBe(0);
  return outcome.stdout.trim().split('\n').join(' ');
}

test('bash completes commands, flags, their values and the names of resources', async () => {
  expect(await offered('kflow des', 'kflow', 'des')).toBe('destroy');
  expect(await offered('kflow state ', 'kflow', 'state', '')).toBe('clear path show');
  expect(await offered('kflow apply ', 'kflow', 'apply', '')).toBe('db-primary web');
  expect(await offered('kflow apply w', 'kflow', 'apply', 'w')).toBe('web');
  expect(await offered('kflow apply --no-w', 'kflow', 'apply', '--no-w')).toBe('--no-wait');
  expect(await offered('kflow graph --format do', 'kflow', 'graph', '--format', 'do')).toBe('dot');
  // bash cuts words at `=`.
  expect(await offered('kflow graph --format=do', 'kflow', 'graph', '--format', '=', 'do')).toBe('dot');
  expect(await offered('kflow graph --format=', 'kflow', 'graph', '--format', '=')).toContain('tree');
});

test('contexts come from kubectl, and a config that is named decides on the names', async () => {
  const contexts = await project.kubectl('config', 'get-contexts', '-o', 'name');
  expect(await offered('kflow --context ', 'kflow', '--context', '')).toBe(contexts.trim());
  expect(await offered('kflow -c broken.yaml apply ', 'kflow', '-c', 'broken.yaml', 'apply', '')).toBe('');
});

test('nothing is printed into the line when something is wrong', async () => {
  expect(await project.kflow('__complete', 'bash', 'kflow -c nowhere.yaml apply ')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: '',
  });
  project.env = {...project.env, PATH: '/nowhere'};
  expect(await project.kflow('__complete', 'fish', '--context', '')).toMatchObject({code: 0, stdout: '', stderr: ''});
});

test('a shell that there is no script for is refused', async () => {
  const {code, stderr} = await project.kflow('completion', 'fsh');
  expect(code).toBe(2);
  expect(stderr).toMatch(/one of bash, zsh, fish/);
});
