import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {Project} from '../harness/project.js';
import {deployment, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

const bars = (file: string): {name: string; cat: string; pid: number; dur: number}[] =>
  JSON.parse(readFileSync(join(project.dir, file), 'utf8')).traceEvents.filter(({ph}: {ph: string}) => ph === 'X');

test('--profile: a trace of what took how long, of a run that went through and of one that did not', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/web.yaml': `${resource('web', 'web.yaml')}steps: [{name: last, script: {run: "test -e ../ok"}}]\n`,
    'manifests/web.yaml': deployment('web', {readyAfter: '1s'}),
  });
  expect((await project.kflow('apply', '--profile', 'failed.json')).code).toBe(1);
  expect(bars('failed.json').map(({name, cat}) => [name, cat])).toEqual([
    ['web.manifests', 'step'],
    ['web.last', 'failed'],
  ]);
  project.write({ok: ''});
  expect((await project.kflow('apply', '--profile', 'trace.json')).code).toBe(0);
  expect(bars('trace.json').map(({name, pid}) => [name, pid])).toEqual([
    ['web.manifests', 1],
    ['web.last', 1],
    ['web ready', 2],
  ]);
  const elsewhere = await project.kflow('apply', '--profile', 'no/such/folder/trace.json');
  expect(elsewhere).toMatchObject({code: 2, stderr: expect.stringContaining('--profile cannot be written')});
});
