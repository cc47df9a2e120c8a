import {readdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {manifestObjects} from '@kflow/core';
import {cutManifest} from '../../../src/operations/live/cut-manifest.js';
import {declaredObjects} from '../../../src/operations/live/declared-objects.js';
import {mayHavePods} from '../../../src/operations/live/pod-kinds.js';

/** What the whole manifest says, read in full. */
const inFull = (text: string) => manifestObjects(text).filter(({kind}) => mayHavePods(kind));

const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n';
const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: b\n';

const shapes: {[name: string]: string} = {
  plain: `${deployment}spec: {replicas: 1}\n`,
  'several documents': `${configMap}---\n${deployment}spec: {}\n---\n${configMap}`,
  'a comment behind the marker': `${configMap}--- # next\n${deployment}`,
  'a marker with spaces': `---  \n${deployment}---   \n${configMap}`,
  'nothing but markers': '---\n---\n# nothing\n---\n',
  empty: '',
  'comments everywhere': `# a\n\napiVersion: apps/v1 # b\n# c\nkind: Deployment # d\n# e\nmetadata:\n# f\n  name: web # g\n# h\nspec: {} # i\n`,
  'kind last': 'metadata: {name: web}\nspec: {}\napiVersion: apps/v1\nkind: Deployment\n',
  'metadata last': 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: 1\nmetadata:\n  name: web\n',
  'a kind within a block scalar': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: |\n    kind: Deployment\n    ---\n    kind: Pod\n`,
  'a block scalar as an annotation': `apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    a: |+\n      kind: List\n\n\n  name: p\nspec: {}\n`,
  'the annotation last, lines kept': `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  annotations:\n    a: |+\n      x\n\n\nspec: {}\n`,
  'the annotation last, no line break': `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  annotations:\n    a: |\n      x`,
  'lists that are not indented': `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n  - name: a\nitems:\n- kind: Pod\n  apiVersion: v1\n-\n  a: b\n`,
  'finalizers that are not indented':
    'apiVersion: v1\nkind: Pod\nmetadata:\n  finalizers:\n  - a\n  name: p\nspec: {}\n',
  'a list': `apiVersion: v1\nkind: List\nitems:\n- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: in-list}\n`,
  'a list of one kind': `apiVersion: v1\nkind: PodList\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: in-list}}\n`,
  'a list that has no items': `apiVersion: v1\nkind: PodList\nmetadata: {name: l}\n---\n${deployment}`,
  json: '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}}\n',
  'json over lines': '{\n"apiVersion": "v1",\n"kind": "Pod",\n"metadata": {"name": "p"}\n}\n',
  'flow style behind the marker': '--- {apiVersion: v1, kind: Pod, metadata: {name: p}}\n',
  'flow style over lines at column 0': `${deployment}spec: {\nreplicas: 1,\nkind: Pod\n}\n`,
  'braces that end at column 0': 'apiVersion: v1\nkind: Pod\nmetadata: {\n  name: p\n}\nspec: {}\n',
  'braces over lines': 'apiVersion: v1\nkind: Pod\nmetadata: {\n  name: p,\n  namespace: n }\nspec: {}\n',
  'quoted keys': '"apiVersion": v1\n"kind": Pod\n\'metadata\': {name: p}\n',
  'a quoted kind': 'apiVersion: v1\nkind: "Pod"\nmetadata: {name: p}\nspec: {}\n',
  'a quoted list': `apiVersion: v1\nkind: 'List'\nitems: [{apiVersion: v1, kind: Pod, metadata: {name: p}}]\n`,
  'a kind on the next line': 'apiVersion: v1\nkind:\n  Pod\nmetadata: {name: p}\n',
  'a kind over two lines': 'apiVersion: v1\nkind: Pod\n  Other\nmetadata: {name: p}\n',
  'a kind over two lines, the first unwanted': 'apiVersion: v1\nkind: Other\n\n  Pod\nmetadata: {name: p}\n',
  'a kind as a block scalar': 'apiVersion: v1\nkind: >-\n  Pod\nmetadata: {name: p}\n',
  'a kind with a tag': 'apiVersion: v1\nkind: !!str Pod\nmetadata: {name: p}\n',
  'an anchor': 'apiVersion: v1\nkind: &k Pod\nmetadata: &m {name: p}\nspec: {a: *k, b: *m}\n',
  'an alias as kind': 'x: &k Pod\napiVersion: v1\nkind: *k\nmetadata: {name: p}\n',
  'an alias as name': 'apiVersion: &v v1\nkind: Pod\nmetadata: {name: *v}\nspec: {}\n',
  'an alias to another key': 'apiVersion: v1\nx: &n web\nkind: Pod\nmetadata: {name: *n}\n',
  'a merge': 'x: &x {kind: Pod}\n<<: *x\napiVersion: v1\nmetadata: {name: p}\n',
  'an explicit key': '? kind\n: Pod\n? apiVersion\n: v1\n? metadata\n: {name: p}\n',
  'a tab behind the colon': 'apiVersion:\tv1\nkind:\tPod\nmetadata: {name: p}\n',
  'spaces before the colon': 'apiVersion : v1\nkind : Pod\nmetadata : {name: p}\n',
  'spaces behind': 'apiVersion: v1  \nkind:   Pod   \nmetadata:  \n  name: p  \nspec:  \n  a: b\n',
  'all of it indented': '  apiVersion: v1\n  kind: Pod\n  metadata: {name: p}\n',
  'a root that is a list': '- apiVersion: v1\n  kind: Pod\n  metadata: {name: p}\n',
  'a root that is a text': 'kind of a\ntext\n',
  'a root that is a block scalar': `--- |\nkind: Pod\napiVersion: v1\nmetadata: {name: p}\n--- \n${deployment}`,
  'a text at column 0 in quotes': `${deployment}spec:\n  a: "b\nkind: Pod\nc"\n`,
  'the end of a document': `${configMap}...\n---\n${deployment}`,
  'a directive': `%YAML 1.2\n---\n${deployment}`,
  'a byte order mark': `\ufeff${deployment}`,
  'windows line breaks': `${configMap}---\n${deployment}spec: {}\n`.replaceAll('\n', '\r\n'),
  'old line breaks': deployment.replaceAll('\n', '\r'),
  'line separators that are none': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: "b\u2028kind: Pod\u2029x"}\n`,
  'no name': 'apiVersion: v1\nkind: Pod\nmetadata: {generateName: p-}\n',
  'a name that is a number': 'apiVersion: v1\nkind: Pod\nmetadata: {name: 12}\n',
  'no kind': 'apiVersion: v1\nmetadata: {name: p}\n',
  'no apiVersion': 'kind: Pod\nmetadata: {name: p}\n',
  'a kind in lower case': 'apiVersion: apps/v1\nkind: deployments\nmetadata: {name: p}\n',
  'a kind with a group': 'apiVersion: apps/v1\nkind: Deployment.apps\nmetadata: {name: p}\n',
  'a namespace': 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  namespace: n\n  name: j\nspec: {}\n',
  'what looks like a number': 'apiVersion: v1\nkind: 1\nmetadata: {name: p}\n',
  'no line break at the end': `${configMap}---\n${deployment.trimEnd()}`,
};

test.each(Object.entries(shapes))('%s', (_, text) => {
  expect(declaredObjects(text)).toEqual(inFull(text));
});

const root = join(import.meta.dirname, '../../../../..');
const files = ['examples', 'packages', 'docs'].flatMap((folder) =>
  readdirSync(join(root, folder), {recursive: true, encoding: 'utf8'})
    .filter((path) => /\.(ya?ml|json)$/.test(path) && !/(^|\/)(node_modules|dist)\//.test(path))
    .map((path) => join(folder, path)),
);

test('every YAML file of this repository', () => {
  expect(files.length).toBeGreaterThan(100);
  for (const path of files) {
    const text = readFileSync(join(root, path), 'utf8');
    expect({path, objects: declaredObjects(text)}).toEqual({path, objects: inFull(text)});
  }
});

const ofCore = createRequire(join(root, 'packages/core/package.json'));
const {parseAllDocuments} = ofCore('yaml') as {parseAllDocuments(text: string): {errors: unknown[]}[]};
const {loadAll} = ofCore('js-yaml') as {loadAll(text: string): unknown};

/** Whether either of the parsers finds nothing wrong with a text: each takes some things that the other does not. */
function isValid(text: string): boolean {
  if (parseAllDocuments(text).every(({errors}) => errors.length === 0)) return true;
  try {
    loadAll(text);
    return true;
  } catch {
    return false;
  }
}

/** Lines that a manifest may be made of, sensibly or not. */
const lines = [
  ...[
    'apiVersion: v1',
    'apiVersion: apps/v1',
    'kind: Deployment',
    'kind: Pod',
    'kind: ConfigMap',
    'kind: List',
    'kind:',
  ],
  ...[
    'metadata: {name: a}',
    'metadata:',
    '  name: a',
    '  annotations: {b: c}',
    '  kind: Pod',
    'spec: {}',
    'spec:',
    'data:',
  ],
  ...[
    '  a: |',
    '    kind: Pod',
    '    ---',
    '  - a',
    '- a',
    '-',
    '- kind: Pod',
    '  metadata: {name: b}',
    'items:',
    'items: [',
  ],
  ...[
    '',
    ' ',
    '# a',
    '  # a',
    '---',
    '--- # a',
    '--- |',
    '--- {kind: Pod, apiVersion: v1, metadata: {name: a}}',
    '...',
    '%YAML 1.2',
  ],
  ...[
    'a: &x b',
    'kind: *x',
    'a: "b',
    'a: {',
    'a: b}',
    '}',
    '  }',
    ']',
    '"',
    "'",
    'a',
    '  Pod',
    '{',
    '"kind": Pod',
    '<<: {kind: Pod}',
  ],
];

test('any lines that are valid together', () => {
  let valid = 0;
  const text = fc
    .array(fc.oneof(fc.constantFrom(...lines), fc.constantFrom(...lines.slice(0, 15))), {maxLength: 9})
    .chain((some) => fc.constantFrom('\n', '\r\n').map((end) => some.map((line) => `${line}${end}`).join('')));
  fc.assert(
    fc.property(text, (manifest) => {
      fc.pre(isValid(manifest));
      expect(declaredObjects(manifest)).toEqual(inFull(manifest));
      valid += inFull(manifest).length > 0 ? 1 : 0;
    }),
    {numRuns: 3000, maxSkipsPerRun: 1000},
  );
  expect(valid).toBeGreaterThan(20);
});

test('what is read of an ordinary manifest is what names its workloads', () => {
  expect(cutManifest(`${configMap}---\n${deployment}spec: {}\n---\n${configMap}`, mayHavePods)).toBe(deployment);
  expect(cutManifest(configMap, mayHavePods)).toBe('');
});

test('mistakes where nobody looks are for the next apply', () => {
  const broken = `${deployment}spec: {a: b\n---\n${configMap}  : : {\n`;
  expect(declaredObjects(broken)).toMatchObject([{kind: 'Deployment', name: 'web'}]);
});
