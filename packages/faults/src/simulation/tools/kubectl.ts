import type {KubeObject} from '@kflow/exec';
import {groupOf, keyOf} from '../cluster/kinds.js';
import type {SimulatedCluster} from '../cluster/simulated-cluster.js';
import {objectsIn, objectsInFile} from './manifest-text.js';
import type {SimulatedProcess} from './simulated-process.js';
import type {ToolWorld} from './simulated-tools.js';
import {transientWords} from './tool-faults.js';

/** The context that every simulated kubeconfig has. */
export const simulatedContext = 'simulated';

const kubeconfig = {
  'current-context': simulatedContext,
  contexts: [{name: simulatedContext, context: {cluster: 'simulated'}}],
  clusters: [{name: 'simulated', cluster: {server: 'https://127.0.0.1:6443'}}],
};

/** What kubectl does, as far as kflow calls it. Resolves to its exit code. */
export async function kubectl(process: SimulatedProcess, args: readonly string[], world: ToolWorld): Promise<number> {
  const {cluster} = world;
  const [verb, noun] = args;
  if (verb === 'config') return print(process, JSON.stringify(kubeconfig));
  if (verb === 'version') return print(process, JSON.stringify({clientVersion: {gitVersion: 'v1.37.2'}}));
  const namespace = valueOf(args, '--namespace') ?? 'default';
  if (verb === 'create' && noun === 'namespace') return createNamespace(process, cluster, args[2]!);
  const names = args
    .slice(2)
    .filter(
      (word, index, rest) =>
        !word.startsWith('-') && rest[index - 1] !== '--context' && rest[index - 1] !== '--namespace',
    );
  if (verb === 'delete' && noun === 'namespace') {
    const objects = names.map((name): KubeObject => ({apiVersion: 'v1', kind: 'Namespace', metadata: {name}}));
    return each(process, objects, world, (object) => deleteOne(object, args, world));
  }
  if (verb === 'delete' && (noun === 'configmap' || noun === 'secret')) {
    const kind = noun === 'configmap' ? 'ConfigMap' : 'Secret';
    const objects = names.map((name): KubeObject => ({apiVersion: 'v1', kind, metadata: {name, namespace}}));
    return each(process, objects, world, (object) => deleteOne(object, args, world));
  }
  if (verb === 'rollout' && noun === 'restart') {
    return each(
      process,
      names.map((name) => workload(name, namespace)),
      world,
      (object) => {
        if (!cluster.restart(keyOf(object)))
          return {error: `Error from server (NotFound): ${nameOf(object)} not found`};
        return {line: `${nameOf(object)} restarted`};
      },
    );
  }
  const objects = [
    ...args.flatMap((word, index) =>
      args[index - 1] === '-f' && word !== '-' ? objectsInFile(word.replace(/^"|"$/g, '')) : [],
    ),
    ...(process.request.stdin === undefined ? [] : objectsIn(process.request.stdin)),
  ].map((object) => inNamespace(object, namespace, cluster));
  if (verb === 'apply' || verb === 'create') {
    return each(process, objects, world, (object) => applyOne(object, cluster));
  }
  if (verb === 'delete') return each(process, objects, world, (object) => deleteOne(object, args, world));
  process.stderr(`error: the simulated kubectl cannot do this: ${args.join(' ')}`);
  return 1;
}

type Outcome = {line?: string; error?: undefined} | {error: string};

/** One object after the other; an error does not keep it from the rest. */
async function each(
  process: SimulatedProcess,
  objects: readonly KubeObject[],
  {random, fault}: ToolWorld,
  act: (object: KubeObject) => Outcome,
): Promise<number> {
  let code = 0;
  for (const [index, object] of objects.entries()) {
    await process.wait(random.int(2, 40));
    if (fault === 'transientPartial' && index >= objects.length / 2) {
      process.stderr(random.pick(transientWords));
      return 1;
    }
    const {line, error} = {line: undefined, ...act(object)};
    if (error !== undefined) {
      code = 1;
      process.stderr(error);
    } else if (line !== undefined && fault !== 'silent') process.stdout(line);
    if (fault === 'garbage')
      process.stdout(random.pick(['{"kind":"Conf', '\u0000\u0001', 'Warning: deprecated', 'panic: not really']));
  }
  if (fault !== 'transientAfter') return code;
  process.stderr(random.pick(transientWords));
  return 1;
}

function applyOne(object: KubeObject, cluster: SimulatedCluster): Outcome {
  const {apiVersion, kind, metadata} = object;
  if (!cluster.kindOf(apiVersion, kind)) {
    return {
      error:
        `error: resource mapping not found for name: "${metadata.name}" namespace: "${metadata.namespace ?? ''}" from "m.yaml": ` +
        `no matches for kind "${kind}" in version "${apiVersion}"\nensure CRDs are installed first`,
    };
  }
  const {namespace} = metadata;
  const place = namespace === undefined ? undefined : cluster.store.get(`/Namespace//${namespace}`);
  if (namespace !== undefined && !place)
    return {error: `Error from server (NotFound): namespaces "${namespace}" not found`};
  const existing = cluster.store.get(keyOf(object));
  if (!existing && place?.metadata.deletionTimestamp !== undefined) {
    return {
      error: `Error from server (Forbidden): ${nameOf(object)} is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`,
    };
  }
  return {line: `${nameOf(object)} ${cluster.apply(object)}`};
}

function deleteOne(object: KubeObject, args: readonly string[], {cluster}: ToolWorld): Outcome {
  if (!cluster.kindOf(object.apiVersion, object.kind)) {
    return {
      error:
        `resource mapping not found for name: "${object.metadata.name}" namespace: "" from "m.yaml": ` +
        `no matches for kind "${object.kind}" in version "${object.apiVersion}"\nensure CRDs are installed first`,
    };
  }
  const isForeground = args.includes('--cascade=foreground');
  if (!cluster.deletion.delete(keyOf(object), isForeground ? 'foreground' : 'background')) return {};
  const [type, name] = nameOf(object).split('/');
  const {namespace} = object.metadata;
  return {line: `${type} "${name}" deleted${namespace === undefined ? '' : ` from ${namespace} namespace`}`};
}

function createNamespace(process: SimulatedProcess, cluster: SimulatedCluster, name: string): number {
  if (cluster.store.get(`/Namespace//${name}`)) {
    process.stderr(`Error from server (AlreadyExists): namespaces "${name}" already exists`);
    return 1;
  }
  cluster.store.create({apiVersion: 'v1', kind: 'Namespace', metadata: {name}, status: {}});
  return print(process, `namespace/${name} created`);
}

function inNamespace(object: KubeObject, namespace: string, cluster: SimulatedCluster): KubeObject {
  const isNamespaced = cluster.kindOf(object.apiVersion, object.kind)?.namespaced ?? true;
  if (!isNamespaced) return object;
  return {...object, metadata: {...object.metadata, namespace: object.metadata.namespace ?? namespace}};
}

function workload(name: string, namespace: string): KubeObject {
  const [type = '', own = ''] = name.split('/');
  const kind = type.startsWith('statefulset') ? 'StatefulSet' : 'Deployment';
  return {apiVersion: 'apps/v1', kind, metadata: {name: own, namespace}};
}

function nameOf({apiVersion, kind, metadata}: KubeObject): string {
  const group = groupOf(apiVersion);
  return `${kind.toLowerCase()}${group && `.${group}`}/${metadata.name}`;
}

function valueOf(args: readonly string[], flag: string): string | undefined {
  const at = args.indexOf(flag);
  return at < 0 ? undefined : args[at + 1];
}

function print(process: SimulatedProcess, text: string): number {
  process.stdout(text);
  return 0;
}
