import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {events} from '../harness/events.js';
import {Project} from '../harness/project.js';
import {rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

const password = 'pa$$ w0rd \'n "quotes"';
const token = 'tok-en-of-a-command';

const resource = (steps: string, name = 'shop') => `kflow: {version: v1, kind: ResourceDefinition}
name: ${name}
namespace: NS
steps:
${steps}`;

const credentials = `  - name: credentials
    secret:
      name: shop-credentials
      literals: {user: shop, literal: literal-in-the-open}
      fromEnv: {password: SHOP_PASSWORD}
      fromFiles: [../files/tls.crt, raw=../files/raw.bin]
      fromEnvFile: ../files/shop.env
      fromCommand: {token: "cat ../files/token"}
`;

const files = {
  'kflow.yaml': rootConfig(),
  'files/tls.crt': 'certificate-line-1\ncertificate-line-2\n',
  'files/shop.env': '# shop\nAPI_KEY=key=of the api \n',
  'files/token': `${token}\n`,
  'files/settings/a.conf': 'a=1\n',
  'files/settings/b.conf': 'b=2\n',
};

/** Values that must be nowhere, as themselves and in base64. */
const secretValues = [password, token, 'literal-in-the-open', 'certificate-line-1', 'key=of the api'].flatMap(
  (value) => [value, JSON.stringify(value).slice(1, -1), Buffer.from(value).toString('base64').replace(/=+$/, '')],
);

function make(steps: string): Project {
  project = new Project().write({...files, 'resources/shop.yaml': resource(steps)});
  writeFileSync(join(project.dir, 'files/raw.bin'), Buffer.from([0, 0xff, 0xfe, 10]));
  project.env['SHOP_PASSWORD'] = password;
  return project;
}

async function dataOf(object: string): Promise<any> {
  return JSON.parse(await project.kubectl('get', object, '-n', project.namespace, '-o', 'json'));
}

const stateText = () => {
  try {
    return readFileSync(join(project.dir, 'state/state.json'), 'utf8');
  } catch {
    return '';
  }
};

/** Expects no secret value in what a run said and wrote. */
function expectNoSecret({stdout, stderr}: {stdout: string; stderr: string}): void {
  const everything = stdout + stderr + stateText();
  for (const value of secretValues) expect(everything).not.toContain(value);
}

test('a Secret and a ConfigMap get their data from every source, and go again', async () => {
  make(`${credentials}  - name: settings
    configmap:
      literals: {log.level: info, port: 8080}
      fromDir: ../files/settings
      fromFiles: [raw=../files/raw.bin]
`);
  const applied = await project.kflow('apply', '-v');
  expect(applied).toMatchObject({code: 0});
  expectNoSecret(applied);
  const secret = await dataOf('secret/shop-credentials');
  const decoded = Object.entries<string>(secret.data).map(([key, value]) => [key, Buffer.from(value, 'base64')]);
  expect(Object.fromEntries(decoded)).toEqual({
    user: Buffer.from('shop'),
    literal: Buffer.from('literal-in-the-open'),
    password: Buffer.from(password),
    'tls.crt': Buffer.from(files['files/tls.crt']),
    raw: Buffer.from([0, 0xff, 0xfe, 10]),
    API_KEY: Buffer.from('key=of the api '),
    token: Buffer.from(token),
  });
  expect(secret.type).toBe('Opaque');
  expect(secret.metadata.labels).toEqual({'app.kubernetes.io/managed-by': 'kflow'});
  const settings = await dataOf('configmap/settings');
  expect(settings.data).toEqual({'log.level': 'info', port: '8080', 'a.conf': 'a=1\n', 'b.conf': 'b=2\n'});
  expect(settings.binaryData).toEqual({raw: Buffer.from([0, 0xff, 0xfe, 10]).toString('base64')});
  expect(await project.kflow('destroy', '-y')).toMatchObject({code: 0});
  for (const object of ['secret/shop-credentials', 'configmap/settings'])
    expect(await project.exists(object)).toBe(false);
});

test.each([
  ['kubectl refuses the object', credentials],
  [
    'a later script says it all and fails',
    `${credentials}  - name: leak\n    script: {run: 'echo "$SHOP_PASSWORD" >&2; cat ../files/*; echo literal-in-the-open; exit 3'}\n`,
  ],
  [
    'a later command in vain says it',
    `${credentials}  - name: leak\n    secret: {fromCommand: {x: 'cat ../files/token >&2; echo "$SHOP_PASSWORD"; exit 3'}}\n`,
  ],
])('no value is shown when %s', async (what, steps) => {
  make(steps);
  // kubectl says what it would have changed.
  if (what.startsWith('kubectl')) {
    project.write({
      'immutable.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: {name: shop-credentials}\nimmutable: true\nstringData: {a: b}\n',
    });
    await project.kubectl('create', 'namespace', project.namespace);
    await project.kubectl('apply', '-n', project.namespace, '-f', 'immutable.yaml');
  }
  for (const flags of [[], ['-v'], ['--json'], ['--json', '-v'], ['--dry-run', '-v']]) {
    const outcome = await project.kflow('apply', ...flags);
    expect(outcome.code).toBe(flags.includes('--dry-run') ? 0 : 1);
    expectNoSecret(outcome);
  }
});

test('a dry run shows the command with masked values, and changes nothing', async () => {
  make(credentials);
  const outcome = await project.kflow('apply', '--dry-run');
  expect(outcome).toMatchObject({code: 0});
  expectNoSecret(outcome);
  expect(outcome.stdout + outcome.stderr).toMatch(/kubectl apply -f - [^\n]*<<'EOF'/);
  expect(outcome.stdout + outcome.stderr).toContain('"password": "***"');
  expect(stateText()).toBe('');
});

test('with ifNotExists an object that is there is left alone, also by destroy', async () => {
  make(`  - name: generated
    secret:
      fromCommand: {key: 'echo once >> ../files/runs; wc -l < ../files/runs'}
      ifNotExists: true
`);
  for (let run = 0; run < 2; run++) expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(readFileSync(join(project.dir, 'files/runs'), 'utf8')).toBe('once\n');
  const {uid} = (await dataOf('secret/generated')).metadata;
  expect(await project.kflow('destroy', '-y')).toMatchObject({code: 0});
  const after = await dataOf('secret/generated');
  expect(after.metadata.uid).toBe(uid);
  expect(Buffer.from(after.data.key, 'base64').toString()).toBe('1');
});

test('a key from two sources and a missing variable name what is wrong', async () => {
  make('  - name: twice\n    configmap: {literals: {a.conf: x}, fromDir: ../files/settings}\n');
  const twice = await project.kflow('apply', '--json');
  expect(twice.code).toBe(1);
  const failed = events(twice.stdout).find(({type}) => type === 'step.failed');
  expect(failed.error).toMatchObject({
    code: 'KF707',
    message: expect.stringMatching(/a\.conf of configmap twice .* literals and by fromDir .*a\.conf/),
  });
  project.remove();
  make('  - name: missing\n    secret: {fromEnv: {p: SHOP_NOT_SET}}\n');
  const missing = await project.kflow('apply');
  expect(missing.code).toBe(1);
  expect(missing.stderr).toMatch(/KF706/);
  expect(missing.stderr).toMatch(/SHOP_NOT_SET is not set/);
});

test('reload brings new values', async () => {
  make('  - name: settings\n    configmap: {fromDir: ../files/settings}\n');
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  project.write({'files/settings/a.conf': 'a=2\n'});
  expect(await project.kflow('reload')).toMatchObject({code: 0});
  expect((await dataOf('configmap/settings')).data['a.conf']).toBe('a=2\n');
});
