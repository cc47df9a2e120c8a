import {kflowBlock} from '../../config/read/kflow-block.js';
import type {Location} from '../../source/diagnostic.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import {parseYaml} from '../../source/yaml/parse-yaml.js';
import {field, isMap, text, texts} from '../objects/field.js';
import type {ScaffoldObject} from '../unit.js';

/** The objects of a file, or why it is no manifest that kubectl would apply. */
export type ReadManifest = {objects: ScaffoldObject[]} | {why: string; at?: Location};

/** Groups whose files configure tools of the developer's or the cluster's own parts; no API server serves them. */
const toolGroups =
  /^(kustomize\.config\.k8s\.io|kind\.x-k8s\.io|k3d\.io|ctlptl\.dev|skaffold|audit\.k8s\.io|kubeadm\.k8s\.io|(kubelet|kubeproxy|kubescheduler|kubecontrollermanager|apiserver|client\.authentication)(\.config)?\.k8s\.io)$/;

/** Reads a YAML or JSON file as kubectl would: every document has to be an object, or a List of them. */
export async function readManifest(file: string, content: string): Promise<ReadManifest> {
  let problem: {message: string; at?: Location} | undefined;
  const roots = await parseYaml(file, content, (_, at, message) => (problem ??= {message, at}));
  if (problem) return {why: `cannot be read: ${problem.message}`, at: problem.at};
  if (roots.length === 0) return {why: 'is empty'};
  const objects: ScaffoldObject[] = [];
  for (const root of roots) {
    const block = kflowBlock(root);
    if (block) return {why: `is kflow's own (${block.at('kind').text ?? 'a kflow file'})`};
    const found = flatten(root.value);
    if (typeof found === 'string')
      return {why: roots.length > 1 ? `${found} (document at line ${root.location.line})` : found, at: placeOf(root)};
    objects.push(...found);
  }
  return objects.length === 0 ? {why: 'is an empty list'} : {objects};
}

function placeOf(root: Cursor): Location {
  const {location} = root.at('kind');
  return location;
}

/** The objects of a document, or why it is none. */
function flatten(value: unknown): ScaffoldObject[] | string {
  const kind = text(value, 'kind');
  const version = text(value, 'apiVersion');
  if (kind === undefined || version === undefined) return 'is no Kubernetes manifest: it has no apiVersion and kind';
  const slash = version.indexOf('/');
  const group = slash < 0 ? '' : version.slice(0, slash);
  if (toolGroups.test(group)) return `configures a tool (${version}), not a cluster`;
  const listed = field(value, 'items');
  if (kind.endsWith('List') && Array.isArray(listed)) {
    const all: ScaffoldObject[] = [];
    for (const item of listed) {
      const found = flatten(item);
      if (typeof found === 'string') return `has a ${kind} whose item ${found}`;
      all.push(...found);
    }
    return all;
  }
  const name = text(value, 'metadata', 'name');
  if (name === undefined) {
    return text(value, 'metadata', 'generateName') === undefined
      ? `has a ${kind} without a name`
      : `has a ${kind} with generateName, which kubectl creates but cannot apply`;
  }
  if (texts(value, 'metadata', 'annotations')['config.kubernetes.io/local-config'] === 'true') {
    return 'is marked as local configuration (config.kubernetes.io/local-config)';
  }
  const namespace = text(value, 'metadata', 'namespace');
  return [
    {
      group,
      kind,
      name,
      ...(namespace === undefined ? {} : {namespace}),
      labels: texts(value, 'metadata', 'labels'),
      body: isMap(value) ? value : {},
    },
  ];
}
