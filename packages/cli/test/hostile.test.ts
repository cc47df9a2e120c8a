// The built program on files that are made to do harm: a diagnostic, exit 2, in a process with little memory.
import {spawn} from 'node:child_process';
import {rmSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {bin, goodFiles, TemporaryProject} from './run-cli.js';

const projects: TemporaryProject[] = [];
const make = (files: {[path: string]: string}): TemporaryProject => {
  const project = new TemporaryProject(files);
  projects.push(project);
  return project;
};
afterEach(() => projects.splice(0).forEach((project) => project.remove()));

const many = 190_000;
const put: {[what: string]: (path: string) => void} = {
  'a device without an end': (path) => symlinkSync('/dev/zero', path),
  'a gigabyte of nothing': (path) => (writeFileSync(path, ''), truncateSync(path, 1024 ** 3)),
  '100,000 open brackets': (path) => writeFileSync(path, '['.repeat(100_000)),
  'nothing but errors': (path) => writeFileSync(path, 'a: ]\n'.repeat(many / 5)),
  'one line of fifty megabytes': (path) => writeFileSync(path, 'a'.repeat(50_000_000)),
  'a line of a million controls': (path) => writeFileSync(path, `a: "${'\u009b'.repeat(1_000_000)}`),
};

test.each(['kflow.yaml', 'resources/web.yaml'].flatMap((place) => Object.keys(put).map((what) => [place, what])))(
  '%s: %s',
  async (place, what) => {
    const named = goodFiles['kflow.yaml'].replace('[resources]', '[resources/db.yaml, resources/web.yaml]');
    const project = make({...goodFiles, 'kflow.yaml': named});
    rmSync(join(project.dir, place!));
    put[what!]!(join(project.dir, place!));
    project.env = {...project.env, NODE_OPTIONS: '--max-old-space-size=256'};
    for (const command of ['validate', 'plan']) {
      const {code, stdout, stderr} = await project.kflow(command);
      expect({code, stdout}).toEqual({code: 2, stdout: ''});
      expect(stderr).toMatch(/error KF[125]\d\d/);
      expect(stderr.length).toBeLessThan(400_000);
    }
  },
);

test.each([
  ['good', goodFiles['kflow.yaml'], 0, ''],
  ['wrong', 'kflow: {version: v1, kind: Config}\nphase: x\n', 2, 'KF201'],
])('a %s config may come out of a pipe, which is read once', async (_, text, expected, said) => {
  const {dir} = make(goodFiles);
  // A config in /dev/fd has its relative paths there.
  const project = make({config: text.replace('[resources]', `[${dir}/resources]`)});
  const shell = spawn('bash', ['-c', `exec "$0" "$1" plan -c <(cat config)`, process.execPath, bin], {
    cwd: project.dir,
    env: {...process.env, NODE_OPTIONS: ''},
  });
  let stderr = '';
  shell.stderr.on('data', (chunk) => (stderr += chunk));
  const code = await new Promise((resolve) => shell.on('close', resolve));
  expect({code, stderr}).toEqual({code: expected, stderr: expect.stringContaining(said)});
});
