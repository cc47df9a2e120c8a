import {expect, test} from '@jest/globals';
import {b64, configMapManifest, secretManifest} from '../src/index.js';

test('base64 of text in UTF-8 and of bytes', () => {
  expect(b64('pässwörd')).toBe('cMOkc3N3w7ZyZA==');
  expect(b64(new Uint8Array([0, 255]))).toBe('AP8=');
});

test('a ConfigMap holds text only', () => {
  expect(configMapManifest('web', 'shop', {a: 'x', port: 80, debug: false})).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {name: 'web', namespace: 'shop', labels: {'app.kubernetes.io/managed-by': 'kflow'}},
    data: {a: 'x', port: '80', debug: 'false'},
  });
});

test('a Secret, plain or encoded, with labels that win over ours', () => {
  const labels = {app: 'web', 'app.kubernetes.io/managed-by': 'me'};
  expect(secretManifest('web', 'shop', {password: 'hunter2'}, {labels})).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {name: 'web', namespace: 'shop', labels},
    type: 'Opaque',
    stringData: {password: 'hunter2'},
  });
  const encoded = secretManifest('web', 'shop', {password: 'hunter2'}, {encode: true, type: 'example.com/key'});
  expect(encoded).toMatchObject({type: 'example.com/key', data: {password: 'aHVudGVyMg=='}});
  expect(encoded).not.toHaveProperty('stringData');
});
