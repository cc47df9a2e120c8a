import {mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach} from '@jest/globals';
import type {Project, Resource, RunnerModule, RunnerSpec, Step} from '@kflow/core';

const made: string[] = [];

/** Writes files into a directory of their own, which is removed after the test. Returns its path. */
export async function files(content: {[path: string]: string}): Promise<string> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), 'kflow-runners-')));
  made.push(dir);
  for (const [path, text] of Object.entries(content)) {
    await mkdir(dirname(join(dir, path)), {recursive: true});
    await writeFile(join(dir, path), text);
  }
  return dir;
}

afterEach(async () => {
  for (const dir of made.splice(0)) await rm(dir, {recursive: true, force: true});
});

/** A path begins with `.`; everything else is a package. */
export function module(dir: string, specifier: string, line = 1): RunnerModule {
  const at = {file: join(dir, 'kflow.yaml'), line, column: 5};
  return {specifier, from: dir, at, ...(specifier.startsWith('.') && {path: join(dir, specifier)})};
}

/** A project whose one resource has a runner step for each of `steps`. */
export function project(
  dir: string,
  modules: string[],
  steps: {class: string; file?: string; config?: RunnerSpec['config']}[] = [],
): Project {
  const resource: Resource = {
    name: 'db',
    namespace: 'data',
    phase: 'default',
    dependsOn: [],
    workloads: [{kind: 'deployment', name: 'db'}],
    keepNamespace: false,
    autoCreateNamespace: true,
    file: join(dir, 'db.yaml'),
    dir,
    at: {file: join(dir, 'db.yaml'), line: 1, column: 1},
    steps: steps.map((step, index): Step => ({
      id: `db.s${index}`,
      name: `s${index}`,
      resource: 'db',
      namespace: 'data',
      serverSide: false,
      dependsOn: [],
      spec: {
        kind: 'runner',
        class: step.class,
        config: step.config ?? {},
        ...(step.file !== undefined && {module: module(dir, step.file, 100 + index)}),
      },
      at: {file: join(dir, 'db.yaml'), line: 10 + index, column: 5},
    })),
  };
  return {
    file: join(dir, 'kflow.yaml'),
    dir,
    stateDir: join(dir, 'state'),
    runners: modules.map((specifier, index) => module(dir, specifier, index + 1)),
    phases: [{name: 'default', implicit: true}],
    resources: [resource],
  };
}
