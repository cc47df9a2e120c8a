import {editorSchemaLine} from '../../config/schema/editor-schema.js';
import type {ProposedContent, ProposedResource} from '../propose-resources.js';
import {relativePath} from './relative-path.js';
import {document, listLines, scalar} from './yaml-text.js';

/** Reasons that are told of one dependency. */
const mostReasons = 3;

/** The text of a resource's file. `dir` is the absolute directory that it will lie in. */
export function resourceText(resource: ProposedResource, dir: string): string {
  const {name, namespace, phase, autoCreateNamespace, dependsOn, workloads, content} = resource;
  return document(
    [editorSchemaLine('resource'), 'kflow:', '  version: v1', '  kind: ResourceDefinition'],
    [
      `name: ${scalar(name)}`,
      ...(namespace === undefined ? [] : [`namespace: ${scalar(namespace)}`]),
      `phase: ${scalar(phase)}`,
      ...(autoCreateNamespace === false ? ['autoCreateNamespace: false # its manifests begin with the Namespace'] : []),
    ],
    listLines(
      'dependsOn',
      dependsOn.map(({resource: text, because}) => ({text, comment: reasons(because)})),
    ),
    workloads.length === 0
      ? []
      : [
          '# What restart, logs and status act on.',
          ...listLines(
            'workloads',
            workloads.map((text) => ({text})),
          ),
        ],
    contentLines(content, dir),
  );
}

function contentLines(content: ProposedContent, dir: string): string[] {
  const entries = (paths: readonly string[]) => paths.map((path) => ({text: relativePath(dir, path)}));
  if (content.type === 'helm') return ['helm:', `  chart: ${scalar(relativePath(dir, content.path))}`];
  const made = content.create.flatMap((name) => [
    `  - name: ${scalar(`namespace-${name}`)}`,
    `    namespace: ${scalar(name)}`,
    '    createNamespace:',
    '      ifNotExists: true',
  ]);
  if (content.type === 'kustomize') {
    return [
      'steps:',
      ...made,
      '  - name: kustomize',
      ...(content.scope === 'cluster' ? ['    noNamespace: true'] : []),
      '    kustomize:',
      `      path: ${scalar(relativePath(dir, content.path))}`,
    ];
  }
  if (content.scope === 'namespace' && made.length === 0) return listLines('manifests', entries(content.files));
  const why = {
    cluster: ' # nothing in it lives in a namespace',
    mixed: ' # its objects say themselves where they live',
    namespace: '',
  }[content.scope];
  return [
    'steps:',
    ...made,
    '  - name: manifests',
    ...(content.scope === 'namespace' ? [] : [`    noNamespace: true${why}`]),
    ...listLines('manifests', entries(content.files), '    '),
  ];
}

function reasons(because: readonly string[]): string {
  const told = because.slice(0, mostReasons).join(', ');
  const rest = because.length - mostReasons;
  return (rest > 0 ? `${told} and ${rest} more` : told).replace(/\s+/g, ' ');
}
