// Files that are made to do harm end in a diagnostic, in little time and memory: each is loaded by a process that may have 256 MB.
import {spawn, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {loadProject, memoryFiles} from '../../src/index.js';

const core = fileURLToPath(new URL('../../dist/node.js', import.meta.url));
const config = 'kflow: {version: v1, kind: Config}\nresources: [app.yaml]\n';
const header = 'kflow: {version: v1, kind: ResourceDefinition}\nname: app\n';
const step = (text: string) => `${header}steps:\n  - name: s\n${text.replace(/^/gm, '    ')}\n`;
const long = 'a'.repeat(1_000_000);

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'kflow-hostile-'))));
afterEach(() => rmSync(dir, {recursive: true, force: true}));

function write(files: {[path: string]: string}): void {
  for (const [path, text] of Object.entries({'kflow.yaml': config, ...files})) {
    mkdirSync(dirname(join(dir, path)), {recursive: true});
    writeFileSync(join(dir, path), text);
  }
}

/** What a process with little memory makes of the project: the codes, and the longest message. */
async function load(file = 'kflow.yaml'): Promise<{codes: string[]; longest: number}> {
  const script = `
    import {loadProjectFromDisk} from ${JSON.stringify(core)};
    const {diagnostics} = await loadProjectFromDisk(${JSON.stringify(join(dir, file))});
    const codes = [...new Set(diagnostics.map(({code}) => code))];
    console.log(JSON.stringify({codes, longest: Math.max(0, ...diagnostics.map((each) => JSON.stringify(each).length))}));`;
  const args = ['--max-old-space-size=256', '--input-type=module', '--eval', script];
  const child = spawn(process.execPath, args, {env: {...process.env, NODE_OPTIONS: ''}});
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => (stdout += text));
  child.stderr.on('data', (text) => (stderr += text));
  await new Promise((resolve) => child.on('close', resolve));
  if (stdout === '') throw new Error(stderr.slice(-2000));
  return JSON.parse(stdout);
}

const n = 200_000;
const letters = [...'abcdefghijklmnop'];
const laughs = letters.slice(1).map((name, index) => `${name}: &${name} [${Array(10).fill(`*${letters[index]}`)}]`);

test.each<[string, string[], string]>([
  ['100,000 open brackets', ['KF109'], `${header}a: ${'['.repeat(100_000)}`],
  ['100,000 open braces', ['KF109'], `${header}a: ${'{a: '.repeat(50_000)}`],
  ['100,000 lists on one line', ['KF109'], `${header}a:\n${'- '.repeat(95_000)}`],
  ['aliases of aliases', ['KF105'], `${header}a: &a [x, x, x, x, x, x, x, x, x, x]\n${laughs.join('\n')}`],
  ['an anchor in itself', ['KF105'], `${header}a: &a [*a]`],
  ['a merge of itself', ['KF105', 'KF108'], `${header}a: &a {<<: *a}`],
  ['nothing but errors', ['KF101', 'KF113'], `${header}${'a: ]\n'.repeat(n / 6)}`],
  ['nothing but duplicates', ['KF103', 'KF113'], `${header}${'a: 1\n'.repeat(n / 6)}`],
  ['nothing but documents', ['KF113', 'KF216'], '--- 1\n'.repeat(n / 5)],
  ['too many values', ['KF111'], `${header}a: [${'1,'.repeat(n)}]`],
  ['too many documents', ['KF111'], '---\n'.repeat(n)],
  ['five megabytes of comment', ['KF111'], `${header}#${'x'.repeat(5_000_000)}`],
  ['a NUL', ['KF112'], `${header}description: "a\0b"`],
  ['an escape', ['KF112'], `${header}description: \u001b[2J`],
  ['a name of a million characters', ['KF305'], header.replace('app', long)],
  ['a name of a million words', ['KF305'], header.replace('app', 'a b '.repeat(250_000))],
  [
    'a reference of a million characters',
    ['KF305'],
    `${header}dependsOn: [${long}b]\n---\n${header.replace('app', long)}`,
  ],
  ['a selector of a million commas', ['KF211'], `${header}selector: "${','.repeat(190_000)}"`],
  ['a selector of blanks', ['KF211'], `${header}selector: "a in (${' '.repeat(1_000_000)}"`],
  [
    'a duration of a million digits',
    ['KF210'],
    step(`wait: {for: deployment/a, condition: x, timeout: "${'1'.repeat(1_000_000)}x"}`),
  ],
  ['a number of a million digits', ['KF110'], `${header}helm: {chart: a, values: {a: ${'9'.repeat(1_000_000)}}}`],
  ['a namespace that goes up', ['KF306'], `${header}namespace: ../../etc`],
  ['a name that goes up', ['KF305'], header.replace('app', '../../../etc/passwd')],
  ['a workload that goes up', ['KF212'], `${header}workloads: [deployment/../../secrets/x]`],
  ['a glob of stars', ['KF505'], `${header}manifests: ["m/${'*a'.repeat(120)}b"]`],
  ['a glob of everything', ['KF505'], `${header}manifests: ["${'**/'.repeat(300)}${'*a'.repeat(20)}b.yaml"]`],
  ['a glob of braces', ['KF505'], `${header}manifests: ["${'{a,b}'.repeat(30)}*"]`],
  ['a glob of a million characters', ['KF505'], `${header}manifests: ["${'*a'.repeat(95_000)}"]`],
])('%s', async (_, expected, text) => {
  write({'app.yaml': text, [`m/${'a'.repeat(250)}`]: ''});
  const {codes, longest} = await load();
  expect(codes.sort()).toEqual(expect.arrayContaining(expected));
  expect(longest).toBeLessThan(10_000);
});

test.each(['pod: --kubeconfig=/x', 'pod: -it'])('exec.%s is no flag', async (pod) => {
  write({'app.yaml': step(`exec: {${pod}, command: [ls]}`)});
  expect((await load()).codes).toEqual(['KF308']);
});

test.each([
  ['helm', 'helm: {chart: "--post-renderer=/bin/sh"}', ['KF308']],
  ['helm', 'helm: {chart: a, release: "--post-renderer=/bin/sh"}', ['KF306']],
  ['wait', 'wait: {for: "--kubeconfig=x/y", condition: x}', ['KF308']],
  ['docker', 'dockerBuild: {context: "--output=type=local,dest=/", tag: a}', ['KF308', 'KF503']],
  ['namespace', 'namespace: --kubeconfig\nscript: {run: ls}', ['KF306']],
  ['secret', 'secret: {name: --from-file=/etc/passwd, literals: {a: b}}', ['KF306']],
  ['createNamespace', 'createNamespace: {name: --all}', ['KF306']],
])('no name of %s is read as a flag: %s', async (_, text, expected) => {
  write({'app.yaml': step(text)});
  expect((await load()).codes.sort()).toEqual(expected);
});

describe('what stands in the place of a file', () => {
  const places = ['kflow.yaml', 'app.yaml', 'manifest.yaml'] as const;
  const make: {[what: string]: (path: string) => void} = {
    'a device without an end': (path) => symlinkSync('/dev/zero', path),
    'a pipe that nobody writes to': (path) => void spawnSync('mkfifo', [path]),
    'a gigabyte of nothing': (path) => {
      writeFileSync(path, '');
      truncateSync(path, 1024 ** 3);
    },
    'a link to itself': (path) => symlinkSync(path, path),
    'a directory': (path) => mkdirSync(path),
    'bytes that are no text': (path) => writeFileSync(path, Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x0a])),
  };
  test.each(places.flatMap((place) => Object.keys(make).map((what) => [place, what] as const)))(
    '%s: %s',
    async (place, what) => {
      write({'app.yaml': `${header}manifests: [manifest.yaml]\n`, 'manifest.yaml': 'a: b\n'});
      rmSync(join(dir, place));
      make[what]!(join(dir, place));
      const {codes} = await load();
      // kubectl judges what a manifest says. A directory is a place for files, and this one has none.
      const isManifest = place === 'manifest.yaml' && /no text|nobody/.test(what);
      if (!isManifest) expect(codes).not.toEqual([]);
      if (place !== 'manifest.yaml') expect(codes.every((code) => /^KF(1|2|5)/.test(code))).toBe(true);
    },
  );
});

test('a byte order mark is none of these', async () => {
  write({'kflow.yaml': `\ufeff${config}`, 'app.yaml': `\ufeff${header}selector: a=b\n`});
  expect((await load()).codes).toEqual([]);
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'])(
  'the key and name %s is one like any other',
  async (key) => {
    const files = memoryFiles({
      '/kflow.yaml': `kflow: {version: v1, kind: Config}\nphases: [${key}]\nresources: [app.yaml]\n`,
      '/app.yaml': `${header.replace('app', key)}phase: ${key}
steps:
  - name: ${key}
    helm: {chart: a, release: a, values: {${key}: {polluted: 1}, a: {${key}: {polluted: 1}}}}
  - name: after
    dependsOn: [${key}]
    script: {run: ls}
`,
    });
    const {project, diagnostics} = await loadProject({config: '/kflow.yaml', files});
    expect(diagnostics).toEqual([]);
    const [resource] = project!.resources;
    expect([resource!.name, resource!.phase, resource!.steps[0]!.name]).toEqual([key, key, key]);
    const {spec} = resource!.steps[0]!;
    const values = spec.kind === 'helm' ? spec.values : {};
    expect(Object.keys(values)).toEqual([key, 'a']);
    expect(({} as {polluted?: unknown}).polluted).toBeUndefined();
    const broken = memoryFiles({
      '/kflow.yaml': `${config}${key}: {polluted: 1}\n`,
      '/app.yaml': `${header}${key}: 1\nsteps: [{name: a, ${key}: 1, helm: {chart: a, release: a, ${key}: 2}}]\n`,
    });
    const {diagnostics: found} = await loadProject({config: '/kflow.yaml', files: broken});
    expect(new Set(found.map(({code}) => code))).toEqual(new Set(['KF201']));
    expect(({} as {polluted?: unknown}).polluted).toBeUndefined();
  },
);
