import {expect, test} from '@jest/globals';
import {secretConfig} from '../../src/runners/check/secret-config.js';
import {declaredSecrets} from '../../src/values/declared-secrets.js';
import {fileSecrets} from '../../src/values/file-secrets.js';
import {isSecretName} from '../../src/values/secret-name.js';
import {noRunners, Scene} from '../operations/scene.js';

test.each([
  ['DB_PASSWORD', true],
  ['password', true],
  ['dbPassword', true],
  ['GITHUB_TOKEN', true],
  ['api-key', true],
  ['aws.secretKey', true],
  ['SECRET', true],
  ['KEY', false],
  ['secretName', false],
  ['passwordFile', false],
  ['KUBECONFIG', false],
  ['notoken', false],
])('the name %s: %s', (name, expected) => expect(isSecretName(name)).toBe(expected));

test('a config is as secret as its schema and its keys say', () => {
  const schema = {
    properties: {
      pin: {type: 'string', writeOnly: true},
      code: {type: 'string', format: 'password'},
      users: {items: {properties: {key: {writeOnly: true}}}},
      parts: {writeOnly: true},
      hosts: {additionalProperties: {format: 'password'}},
    },
  };
  const config = {
    pin: 'a',
    code: 'b',
    users: [{key: 'c', name: 'shown'}],
    parts: ['d', {deep: 'e'}],
    hosts: {x: 'f'},
    nested: {apiToken: 'g', size: 3},
    region: 'shown',
  };
  expect(secretConfig(config, schema)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  expect(secretConfig(config)).toEqual(['g']);
});

test('a project declares literals, variables and configs; short words stay readable', async () => {
  const {project} = await Scene.of(
    {
      a: `steps:
  - {name: s, secret: {literals: {user: shop, key: literal-value}, fromEnv: {x: ODD_NAME}}}
  - {name: h, helm: {chart: ./chart, secretValues: {a: {fromEnv: HELM_ONE}, b: {fromCommand: echo}}}}
  - {name: r, runner: {class: R, config: {password: of-the-runner}}}`,
    },
    {'chart/Chart.yaml': 'name: c\nversion: 1.0.0\napiVersion: v2\n'},
  );
  const env = {
    ODD_NAME: 'from-odd',
    HELM_ONE: 'from-helm',
    MY_TOKEN: 'from-name',
    OTHER: 'no-secret',
    SHORT_TOKEN: 'abc',
  };
  expect(declaredSecrets(project, noRunners, env).sort()).toEqual(
    ['from-helm', 'from-name', 'from-odd', 'literal-value', 'of-the-runner'].sort(),
  );
});

test('files are read ahead where code of the user may show them, and only there', async () => {
  const steps = `
  - {name: s, secret: {fromFiles: [key.pem], fromEnvFile: shop.env}}
  - {name: h, helm: {chart: ./chart, secretValues: {a: {fromFile: helm-value}}}}
  - {name: m, manifests: [secret.yaml]}`;
  const files = {
    'key.pem': 'of-the-file',
    'shop.env': 'A=of-the-env-file',
    'helm-value': 'of-helm',
    'secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {a: of-the-manifest}\n',
    'chart/Chart.yaml': 'name: c\nversion: 1.0.0\napiVersion: v2\n',
  };
  const {project: silent} = await Scene.of({a: `steps:${steps}`}, files);
  expect(await fileSecrets(silent.resources, {})).toEqual([]);
  const {project} = await Scene.of(
    {a: `steps:${steps}\n  - {name: x, script: {run: 'true', onDestroy: 'true'}}`},
    files,
  );
  expect(await fileSecrets(project.resources, {})).toEqual(
    expect.arrayContaining(['of-the-file', 'of-the-env-file', 'of-helm', 'of-the-manifest']),
  );
});
