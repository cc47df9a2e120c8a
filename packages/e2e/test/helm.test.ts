import {afterEach, describe, expect, test} from '@jest/globals';
import {Project} from '../harness/project.js';
import type {HelmMajor} from '../harness/sandbox.js';
import {rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

const values = {
  commas: 'a,b,,c',
  'dotted.key': {'inner.dot': 'x.y'},
  quotes: `"double" 'single' \`back\``,
  backslashes: 'C:\\temp\\new\\\\',
  braces: '{a} [0] {{ .Values }} {b,c}',
  newlines: 'one\ntwo\n\nfour\n',
  leadingZeros: '007',
  trueString: 'true',
  nullString: 'null',
  oneString: '1',
  empty: '',
  spaces: '  both ends  ',
  equals: 'a=b=c',
  large: 9007199254740991,
  negative: -3,
  float: 1.5,
  yes: true,
  no: false,
  list: [{a: [1, '2', {deep: ['x,y', {}]}]}, [], 'three', [[1], [2, [3]]]],
  emptyMap: {},
  emptyList: [],
  unicode: 'grüße 日本 🚀 \u00a0',
};

describe.each<HelmMajor>([4, 3])('helm %i', (helm) => {
  test('values arrive exactly as the YAML says, in a release', async () => {
    project = new Project(helm).write({
      'kflow.yaml': rootConfig(),
      'resources/echo.yaml': JSON.stringify({
        kflow: {version: 'v1', kind: 'ResourceDefinition'},
        name: 'echo',
        namespace: 'NS',
        helm: {chart: '../echo', values},
      }),
      'echo/Chart.yaml': 'apiVersion: v2\nname: echo\nversion: 1.0.0\n',
      'echo/templates/echo.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: echo}
data: {values: {{ .Values | toJson | quote }}}
`,
    });
    expect(await project.kflow('apply')).toMatchObject({code: 0});
    const text = await project.kubectl(
      '-n',
      project.namespace,
      'get',
      'configmap/echo',
      '-o',
      'jsonpath={.data.values}',
    );
    expect(JSON.parse(text)).toEqual(values);
    const [row] = (await project.json('status')).resources;
    expect(row.helm).toEqual([{release: 'echo', namespace: project.namespace, status: 'deployed', revision: 1}]);
    expect(await project.kflow('destroy', '-y', '--delete-namespaces')).toMatchObject({code: 0});
  });

  test('secret values reach helm, and nothing that anybody can read', async () => {
    const secret = 'c0rrect-h0rse-battery';
    project = new Project(helm).write({
      'kflow.yaml': rootConfig(),
      'resources/echo.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: echo
namespace: NS
helm:
  chart: ../echo
  values: {plain: shown}
  secretValues:
    database.password: {fromEnv: DB_PASSWORD}
    token: {fromFile: ../token}
    made: {fromCommand: "printf %s made-by-command"}
`,
      token: 't0ken-from-file\n',
      'echo/Chart.yaml': 'apiVersion: v2\nname: echo\nversion: 1.0.0\n',
      'echo/templates/echo.yaml': `apiVersion: v1
kind: Secret
metadata: {name: echo}
stringData: {values: {{ .Values | toJson | quote }}}
`,
    });
    project.env.DB_PASSWORD = secret;
    const {code, stdout, stderr} = await project.kflow('apply', '-v');
    expect({code, stderr}).toMatchObject({code: 0});
    const encoded = await project.kubectl(
      '-n',
      project.namespace,
      'get',
      'secret/echo',
      '-o',
      'jsonpath={.data.values}',
    );
    expect(JSON.parse(Buffer.from(encoded, 'base64').toString())).toMatchObject({
      plain: 'shown',
      database: {password: secret},
      made: 'made-by-command',
    });
    const everything =
      stdout +
      stderr +
      (await project.kflow('state', 'show', '--json')).stdout +
      (await project.kflow('apply', '--dry-run')).stdout;
    for (const hidden of [secret, 't0ken-from-file', 'made-by-command']) expect(everything).not.toContain(hidden);
    expect(await project.kflow('destroy', '-y', '--delete-namespaces')).toMatchObject({code: 0});
  });
});
