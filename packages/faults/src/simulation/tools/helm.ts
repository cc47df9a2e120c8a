import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {keyOf} from '../cluster/kinds.js';
import {objectsIn} from './manifest-text.js';
import type {SimulatedProcess} from './simulated-process.js';
import type {ToolWorld} from './simulated-tools.js';
import {transientWords} from './tool-faults.js';

/** The releases of a simulated cluster, by `namespace/name`. */
export type HelmReleases = Map<string, {revision: number; manifest: string}>;

/** What helm does, as far as kflow calls it: charts are plain manifests. Resolves to its exit code. */
export async function helm(process: SimulatedProcess, args: readonly string[], world: ToolWorld): Promise<number> {
  const {cluster, releases, random, fault} = world;
  const namespace = args[args.indexOf('--namespace') + 1] ?? 'default';
  const [verb] = args;
  const name = verb === 'upgrade' ? args[2]! : verb === 'get' ? args[2]! : args[1]!;
  const key = `${namespace}/${name}`;
  const release = releases.get(key);
  const half = (): boolean => fault === 'transientPartial';
  if (verb === 'upgrade') {
    if (!cluster.store.get(`/Namespace//${namespace}`)) {
      process.stderr(`Error: INSTALLATION FAILED: create: failed to create: namespaces "${namespace}" not found`);
      return 1;
    }
    const templates = join(args[3]!, 'templates');
    const manifest = readdirSync(templates)
      .sort()
      .map((file) => readFileSync(join(templates, file), 'utf8'))
      .join('---\n');
    for (const [index, object] of objectsIn(manifest).entries()) {
      await process.wait(random.int(5, 60));
      if (half() && index > 0) break;
      const labels = {...object.metadata.labels, 'app.kubernetes.io/instance': name};
      cluster.apply({...object, metadata: {...object.metadata, labels, namespace}});
    }
    releases.set(key, {revision: (release?.revision ?? 0) + 1, manifest});
    if (half() || fault === 'transientAfter')
      return fail(process, `Error: UPGRADE FAILED: ${random.pick(transientWords)}`);
    if (fault === 'silent') return 0;
    process.stdout(`NAME: ${name}\nSTATUS: deployed\nREVISION: ${(release?.revision ?? 0) + 1}`);
    return 0;
  }
  if (!release)
    return fail(
      process,
      `Error: ${verb === 'uninstall' ? `uninstall: Release not loaded: ${name}: ` : ''}release: not found`,
    );
  if (verb === 'get') {
    process.stdout(release.manifest);
    return 0;
  }
  if (verb === 'status') {
    process.stdout(JSON.stringify({name, namespace, version: release.revision, info: {status: 'deployed'}}));
    return 0;
  }
  const cascade = args.includes('--cascade') ? 'foreground' : 'background';
  for (const [index, object] of objectsIn(release.manifest).entries()) {
    await process.wait(random.int(5, 60));
    if (half() && index > 0) return fail(process, `Error: ${random.pick(transientWords)}`);
    cluster.deletion.delete(keyOf({...object, metadata: {...object.metadata, namespace}}), cascade);
  }
  releases.delete(key);
  if (fault === 'transientAfter') return fail(process, `Error: ${random.pick(transientWords)}`);
  if (fault !== 'silent') process.stdout(`release "${name}" uninstalled`);
  return 0;
}

function fail(process: SimulatedProcess, text: string): number {
  process.stderr(text);
  return 1;
}
