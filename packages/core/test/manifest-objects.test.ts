import {describe, expect, test} from '@jest/globals';
import {manifestObjects} from '../src/manifests/manifest-objects.js';

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
});
