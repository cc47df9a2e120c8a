import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {readAnyYaml} from '../../src/source/yaml/any-yaml.js';
import {readCommonYaml} from '../../src/source/yaml/common-yaml.js';
import type {SourceNode} from '../../src/source/yaml/node.js';
import {SourceText} from '../../src/source/yaml/source-text.js';
import {arbitraryBroken, arbitrarySoup, arbitraryYaml} from './arbitrary-yaml.js';

/** What the parser of all YAML says: nodes without those of empty documents, and the codes of what it found wrong. */
function slowly(text: string): {nodes: SourceNode[] | undefined; codes: string[]} {
  const codes: string[] = [];
  const nodes = readAnyYaml(new SourceText('/a.yaml', text), (code) => codes.push(code));
  return {nodes: nodes?.filter((node) => node.type !== 'scalar' || node.value !== null), codes};
}

/** Nothing, or the same: values, texts, sizes and all spans. */
function expectSame(text: string): void {
  const nodes = readCommonYaml(text);
  if (nodes) expect({text, nodes, codes: []}).toEqual({text, ...slowly(text)});
}

function yamlFiles(): string[] {
  const root = join(import.meta.dirname, '../../../..');
  return ['examples', 'docs', 'packages/e2e/fixtures', 'packages/e2e/test', 'packages/exec/test', 'packages/core/test']
    .flatMap((dir) =>
      readdirSync(join(root, dir), {recursive: true, withFileTypes: true}).filter(
        (entry) => entry.isFile() && /\.ya?ml$/.test(entry.name),
      ),
    )
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/** Long texts would only make what is wrong harder to see. */
const beginnings = yamlFiles().map((text) => text.split('\n').slice(0, 25).join('\n'));

test.each(
  'n nu nul null Null NULL nULL nu11 name namespace t tr true True TRUE tRUE true1 to f fa false False FALSE fALSE fo ~ ~a'.split(
    ' ',
  ),
)('%s is read at once, and as what it is', (word) => {
  const text = `${word}x: ${word}\n`;
  expect(readCommonYaml(text)).toEqual(slowly(text).nodes);
});

test('every YAML file of the repository', () => {
  const texts = yamlFiles();
  for (const text of texts) expectSame(text);
  // Charts have templates, which are no YAML, and fixtures are broken on purpose.
  const plain = texts.filter((text) => slowly(text).codes.length === 0);
  expect(plain.length).toBeGreaterThan(50);
  expect(plain.filter((text) => readCommonYaml(text)).length).toBeGreaterThan(0.9 * plain.length);
});

test.each([
  'a: 1\nb: [x, {y: z}]\n',
  'a:\n  - b: "c # d"\n    e: f # g\n  - h\n',
  'a:\n- b\n- - c\n  - d: e\n',
  '# a\n\nb: |\n    c\n\n      d\n  # e\nf: |-\n  g\n',
  'a:\nb:   \nc: ~\n',
  'a: [\n    b, # c\n    d,\n  ]\n',
  "'a b': 'it''s'\n\"c\": \"d\\n\\\"\"\n",
  'yes: yes\n1_000: 0o17\n0x1F: 1.50\ntrue: -0\nd: 2026-01-01\n',
  '---\na: 1\n--- # b\n\nc: 2\n---\n',
  '',
  '# nothing\n',
])('common: %j', (text) => {
  expect(readCommonYaml(text)).toBeDefined();
  expectSame(text);
});

test.each([
  'a: &x 1\nb: *x\n',
  'a: {<<: {b: 1}}\n',
  'a: !!str 1\n',
  '!t \n---\n',
  'a: .inf\n',
  'a: 1\na: 2\n',
  '1: a\n"1": b\n',
  'a: "b"#c\n',
  'a: [b]#c\n',
  'a: [#b\n c]\n',
  'a: [b: c]\n',
  'a: {b, c: d}\n',
  'a: {b: }\n',
  '? a\n: b\n',
  'a: [? b]\n',
  '{a: b}: c\n',
  'a: b\n  c\n',
  'a: "b\n  c"\n',
  'a: "\\x41\\u0042"\n',
  'a: >\n  b\n',
  'a: >\n\n',
  'a: |+\n  b\n\n',
  'a: |2\n   b\n',
  'a: |\n  b\n    \n',
  'a: |\n\n  b\n',
  'a: |\n  b\n    ',
  'a: |-\n  b',
  'a: b\n    # deep\n',
  'a:\tb\n',
  'a: b\r\n',
  '\uFEFFa: b\n',
  '%YAML 1.2\n---\na: b\n',
  'a: b\n...\n',
  '--- a: b\n',
  '---#a\nb: c\n',
  '---a: b\n',
  ' a: b\n',
  '- a\n',
  'text\n',
  'a: b: c\n',
  'a:\n  - b\n    # deep\n  - c\n',
  'a:\n  -\n  - b\n',
  'a: # b\nc: d\n',
  `${'a'.repeat(1100)}: b\n`,
  `a: ${'['.repeat(150)}${']'.repeat(150)}\n`,
  'a: @b\n',
  'a: \u0001\n',
])('left to the other parser, or the same: %j', expectSame);

test.each<[string, fc.Arbitrary<string>]>([
  ['well-formed', arbitraryYaml()],
  ['nearly well-formed', arbitraryBroken(arbitraryYaml())],
  ['files with a mistake', arbitraryBroken(fc.constantFrom(...beginnings))],
  ['pieces', arbitrarySoup()],
])('random YAML: %s', (_, texts) => {
  fc.assert(fc.property(texts, expectSame), {numRuns: 1500});
});

test('most random well-formed YAML is common', () => {
  const texts = fc.sample(arbitraryYaml(), {numRuns: 300, seed: 1});
  expect(texts.filter((text) => readCommonYaml(text)).length).toBeGreaterThan(100);
});
