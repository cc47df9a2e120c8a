import type {FileReader} from '../../source/file-reader.js';
import {resolvePath} from '../../source/files/path.js';
import {parseYaml} from '../../source/yaml/parse-yaml.js';
import {isBuiltIn, Scopes} from '../objects/cluster-scoped.js';
import {field, items, text} from '../objects/field.js';
import type {KustomizationUnit, ScaffoldObject} from '../unit.js';
import {readManifest} from './read-manifest.js';

/** What marks a directory as a kustomization; kubectl wants exactly one of them. */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** A kustomization and what it takes in. */
export interface ReadKustomization {
  /** Absent when it cannot be a step of its own; `why` says so then. */
  unit?: KustomizationUnit;
  why?: string;
  /** Absolute paths of the directories and files that it takes in. */
  includes: string[];
}

/** Nested deeper than any real one; a kustomization that includes itself stops here. */
const deepest = 16;
/** Any of these may rename, add or remove objects. */
const rewriting = [
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'components',
  'replacements',
  'transformers',
  'generators',
];

/** Reads the kustomization of a directory, and the objects of its local resources as it would name them. */
export async function readKustomization(dir: string, files: FileReader, depth = 0): Promise<ReadKustomization> {
  const names = await files.list(dir);
  const name = kustomizationNames.find((each) => names.includes(each)) ?? kustomizationNames[0]!;
  let problem: string | undefined;
  const [root] = await parseYaml(`${dir}/${name}`, await files.read(`${dir}/${name}`), (_, at, message) => {
    problem ??= `cannot be read: ${message} (${name}:${at?.line}:${at?.column})`;
  });
  if (problem !== undefined) return {why: problem, includes: []};
  const body = root?.value;
  const listed = ['resources', 'bases', 'components', 'crds']
    .flatMap((key) => items(body, key))
    .filter((each): each is string => typeof each === 'string')
    .map((each) => resolvePath(dir, each, files.home()));
  if (text(body, 'kind') === 'Component') return {why: 'is a component of other kustomizations', includes: listed};
  if (field(body, 'helmCharts') !== undefined) {
    return {why: 'has helmCharts, which `kubectl apply -k` does not render', includes: listed};
  }
  const objects: ScaffoldObject[] = [];
  let literal = rewriting.every((key) => items(body, key).length === 0);
  if (depth < deepest) {
    for (const path of new Set(listed)) {
      const kind = await files.kind(path);
      if (kind === 'file') {
        const found = await readManifest(path, await files.read(path));
        if ('objects' in found) objects.push(...found.objects);
      } else if (kind === 'directory' && (await hasKustomization(path, files))) {
        const below = await readKustomization(path, files, depth + 1);
        objects.push(...(below.unit?.objects ?? []));
        literal &&= below.unit?.literal ?? false;
      }
    }
  }
  const namespace = text(body, 'namespace');
  const affix = {prefix: text(body, 'namePrefix') ?? '', suffix: text(body, 'nameSuffix') ?? ''};
  return {
    unit: {
      type: 'kustomization',
      path: dir,
      objects: renamed(objects, namespace, affix),
      ...(namespace === undefined ? {} : {namespace}),
      literal,
    },
    includes: listed,
  };
}

/** Whether a directory is a kustomization. */
export async function hasKustomization(dir: string, files: FileReader): Promise<boolean> {
  const names = await files.list(dir).catch((): string[] => []);
  return names.some((name) => kustomizationNames.includes(name));
}

/** Kinds whose names kustomize's prefix and suffix leave alone (its default `namePrefix` field specs). */
const keepsName = new Set(['Namespace', 'CustomResourceDefinition', 'APIService']);

function renamed(
  objects: ScaffoldObject[],
  namespace: string | undefined,
  {prefix, suffix}: {prefix: string; suffix: string},
): ScaffoldObject[] {
  const scopes = new Scopes(objects);
  return objects.map((object) => {
    const name = keepsName.has(object.kind) ? object.name : `${prefix}${object.name}${suffix}`;
    if (namespace === undefined) return {...object, name};
    // Its namespace transformer renames Namespace objects, too.
    if (object.kind === 'Namespace' && object.group === '') return {...object, name: namespace};
    const scope = scopes.of(object);
    const placed = scope === 'namespaced' || (scope === 'unknown' && !isBuiltIn(object.group));
    return placed ? {...object, name, namespace} : {...object, name};
  });
}
