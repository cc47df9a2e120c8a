import {describe, expect, test} from '@jest/globals';
import {manifestObjects, readManifest} from '../src/manifests/manifest-objects.js';

describe('manifestObjects', () => {
  test('documents in order, the items of a List one by one, JSON too', () => {
    const text = [
      '# comment only',
      '---',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}',
      '---',
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Service, metadata: {name: a}}\n- {apiVersion: v1, kind: Service, metadata: {name: b}}',
      '---',
      '{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop"}}',
    ].join('\n');
    expect(manifestObjects(text).map(({kind, name, namespace}) => ({kind, name, namespace}))).toEqual([
      {kind: 'Deployment', name: 'web', namespace: 'shop'},
      {kind: 'Service', name: 'a', namespace: undefined},
      {kind: 'Service', name: 'b', namespace: undefined},
      {kind: 'Namespace', name: 'shop', namespace: undefined},
    ]);
  });

  test('says which kind a CustomResourceDefinition defines', () => {
    const [crd] = manifestObjects(
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: widgets.example.com}\nspec: {group: example.com, names: {kind: Widget}}',
    );
    expect(crd?.defines).toEqual({group: 'example.com', kind: 'Widget'});
  });

  test("gives a Secret's values in both forms, for masking", () => {
    const [secret] = manifestObjects(
      'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: aHVudGVyMg==}\nstringData: {b: "päss", c: 42}',
    );
    expect(secret?.secrets).toEqual(['aHVudGVyMg==', 'hunter2', 'päss', '42', 'cMOkc3M=', 'NDI=']);
  });

  test('leaves out what is no object, and never throws', () => {
    expect(manifestObjects('just text\n---\n- a list\n---\nkind: Thing\n---\n{unclosed: [\n')).toEqual([]);
    expect(manifestObjects('a: *nowhere')).toEqual([]);
    expect(manifestObjects('')).toEqual([]);
  });

  test('keeps annotations as text', () => {
    const [object] = manifestObjects(
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, annotations: {helm.sh/resource-policy: keep, n: 1}}',
    );
    expect(object?.annotations).toEqual({'helm.sh/resource-policy': 'keep', n: '1'});
  });

  test.each([
    ['a comment only', '# nothing\n---\n', true],
    ['an object', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}', true],
    [
      'a document without a kind',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n---\nmetadata: {name: d}',
      false,
    ],
    ['an item without a name', 'apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Service}]', false],
    ['a name that is a number', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: 12}', false],
    [
      'something unclosed behind an object',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n---\n{unclosed: [',
      false,
    ],
    ['an alias that leads nowhere', 'a: *nowhere', false],
  ])('says whether the objects are all that is there: %s', (_, text, isWhole) => {
    expect(readManifest(text).isWhole).toBe(isWhole);
  });

  // What one parser refuses, the other reads as far as it goes: where both can, they have to agree.
  test.each([
    'metadata: {name: on}',
    'metadata: {name: yes, annotations: {a: no, b: ~, c: 1.50, d: 0x1F, e: 0777, f: 1e3, g: 2024-01-01, h: "a\\tb"}}',
    'metadata:\n  name: a\n  annotations:\n    folded: >-\n      one\n      two\n    kept: |+\n      one\n\n',
    'metadata: &m {name: anchored, annotations: {a: b}}\nother: *m',
    'metadata: {name: twice, name: twice}',
    'metadata: {name: binary}\ndata: {a: !!binary aGk=}',
    'metadata: {name: tagged}\ndata: {a: !custom x}',
    'metadata: {name: bom}\nstringData: {"1": 1, ? complex : b}',
    'metadata: {name: "\\u00e4"}',
  ])('%s', (body) => {
    const text = `apiVersion: v1\nkind: Secret\n${body}\n`;
    // What is behind it makes the stricter parser give up.
    const [strict, lenient] = [manifestObjects(text), manifestObjects(`${text}---\n{unclosed: [`)];
    expect(strict).toHaveLength(1);
    expect(lenient).toEqual(strict);
  });
});
