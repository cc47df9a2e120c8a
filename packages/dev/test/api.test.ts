import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {pendingChangesets} from '../api/changesets.mjs';
import {commandItems} from '../api/command-items.mjs';
import {contractOf} from '../api/contract.mjs';
import {judge} from '../api/judge.mjs';
import {readReleased} from '../api/released.mjs';
import {schemaItems} from '../api/schema-items.mjs';
import {root} from '../root.mjs';

type Contract = ReturnType<typeof contractOf>[number];
let contracts: Contract[];
beforeAll(() => {
  contracts = contractOf(root);
}, 120_000);

describe('what the packages promise', () => {
  test('every published package is among it', () => {
    expect(contracts.map(({name}) => name)).toEqual(
      expect.arrayContaining(['@kflow/cli', '@kflow/core', '@kflow/exec', '@kflow/runners', '@kflow/sandbox']),
    );
    for (const {name, items} of contracts) expect([name, Object.keys(items).length > 5]).toEqual([name, true]);
  });

  test('the reports are up to date: `npm run api` writes them anew', () => {
    for (const {dir, reports} of contracts) {
      const folder = join(root, dir, 'api');
      const committed = Object.fromEntries(
        readdirSync(folder)
          .filter((file) => file.endsWith('.api.md'))
          .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
      );
      expect(committed).toEqual(reports);
    }
  });

  test('what is exported needs nothing that is not', () => {
    expect(contracts.flatMap(({faults}) => faults)).toEqual([]);
  });

  test('changesets name everything that changed since the last release: `npm run api` says what is missing', () => {
    const changesets = pendingChangesets(root);
    expect(contracts.flatMap((now) => judge(readReleased(root, now), now, changesets))).toEqual([]);
  });
});

describe('a change in a copy', () => {
  let copy: string;
  let released: {name: string; version: string; items: {[item: string]: string}};
  let now: Contract;

  /** Of `@kflow/core`, with one entry, in which types and schemas are changed as somebody might. */
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'kflow-api-copy-'));
    const core = join(copy, 'packages/core');
    mkdirSync(join(copy, '.changeset'));
    for (const part of ['package.json', 'dist', 'schema']) {
      cpSync(join(root, 'packages/core', part), join(core, part), {
        recursive: true,
        filter: (path) => !/\.js$|tsbuildinfo$/.test(path),
      });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    symlinkSync(join(root, 'packages/core/node_modules'), join(core, 'node_modules'));
    const only = (text: string) => text.replace(/"\.\/node"[^]*?\},\s*"\.\/printable"[^]*?\},/, '');
    edit('packages/core/package.json', only, '"./node"');
    [before] = contractOf(copy) as [Contract];
    released = {...before, items: Object.fromEntries(Object.entries(before.items).map(([key, {text}]) => [key, text]))};
    edit('packages/core/dist/index.d.ts', (text) =>
      text.replace('export { renderDot }', 'export { renderDot as renderGraphviz }'),
    );
    edit('packages/core/dist/plan/plan.d.ts', (text) =>
      text
        .replace('    summary: string;', '')
        .replace('namespace: string;\n    /** True', 'namespace: string;\n    cluster: string;\n    /** True'),
    );
    edit('packages/core/dist/source/codes.d.ts', (text) => text.replace(/ {4}readonly KF101: CodeEntry;\n/, ''));
    edit('packages/core/dist/config/load-project.d.ts', (text) =>
      text.replace(/(interface LoadRequest \{)/, '$1\n    patience?: number;'),
    );
    edit('packages/core/schema/plan.schema.json', (text) => text.replace('"summary"', '"headline"'), '"summary": {');
    [now] = contractOf(copy) as [Contract];
  }, 120_000);
  let before: Contract;

  afterAll(() => rmSync(copy, {recursive: true, force: true}));

  function edit(path: string, change: (text: string) => string, gone?: string): void {
    const file = join(copy, path);
    const text = readFileSync(file, 'utf8');
    const changed = change(text);
    expect(changed).not.toBe(text);
    if (gone !== undefined) expect(changed).not.toContain(gone);
    writeFileSync(file, changed);
  }

  const breaks = [
    'removed: @kflow/core: renderDot:',
    'removed: @kflow/core: PlanStep.summary:',
    'removed: @kflow/core: codes.KF101:',
    'removed: plan.schema.json#PlanStep.summary:',
    'changed: @kflow/core: PlanResource.cluster:',
  ];
  const adds = [
    'added: @kflow/core: renderGraphviz:',
    'added: @kflow/core: LoadRequest.patience:',
    'added: plan.schema.json#PlanStep.headline:',
  ];
  const starts = (problems: string[]) =>
    problems
      .map((problem) => problem.split(': `')[0]!.replace(/: (?:had|was).*/, '') + ':')
      .map((each) => each.replace('::', ':'));

  function write(name: string, bump: string, text: string): void {
    writeFileSync(join(copy, '.changeset', name), `---\n'@kflow/core': ${bump}\n---\n\n${text}\n`);
  }

  test('changes the report', () => {
    expect(now.reports).not.toEqual(before.reports);
    expect(now.faults).toEqual([]);
  });

  test('fails while no changeset is there', () => {
    const problems = judge(released, now, pendingChangesets(copy));
    expect(starts(problems).sort()).toEqual([...breaks, ...adds].sort());
    expect(problems.find((problem) => problem.includes('PlanStep.summary'))).toBe(
      'removed: @kflow/core: PlanStep.summary: had `summary: string;`: a changeset (minor) of @kflow/core has to have `PlanStep.summary` in its text',
    );
  });

  test('fails while a changeset of the package speaks of something else', () => {
    write('other.md', 'minor', 'Something else, with `renderTree`.');
    expect(starts(judge(released, now, pendingChangesets(copy))).sort()).toEqual([...breaks].sort());
  });

  test('fails while the changeset is too small, or of another package', () => {
    const text = '`renderDot`, `PlanStep`, `PlanResource.cluster` and `KF101`.';
    write('other.md', 'patch', text);
    expect(starts(judge(released, now, pendingChangesets(copy))).sort()).toEqual([...breaks, ...adds].sort());
    writeFileSync(join(copy, '.changeset/other.md'), `---\n'@kflow/exec': minor\n---\n\n${text}\n`);
    expect(judge(released, now, pendingChangesets(copy))).toHaveLength(breaks.length + adds.length);
  });

  test('passes when a changeset names it', () => {
    write(
      'other.md',
      'minor',
      '`renderDot` is `renderGraphviz` now, `PlanStep` has a `headline`, `PlanResource.cluster` is new and `KF101` is gone.',
    );
    expect(judge(released, now, pendingChangesets(copy))).toEqual([]);
  });

  test('from 1.0.0 on, what is removed needs a major version', () => {
    const problems = judge({...released, version: '1.2.3'}, now, pendingChangesets(copy));
    expect(starts(problems).sort()).toEqual(breaks.filter((each) => each.startsWith('removed')).sort());
    expect(problems[0]).toContain('other.md has to be major for @kflow/core');
  });
});

const document = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

test.each(contractPaths())('a field of %s that goes, or changes, is seen', (path) => {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const schema = document(path);
  const items = schemaItems(file, schema);
  const before = Object.fromEntries(Object.entries(items).map(([item, {text}]) => [item, text]));
  const holder = [schema, ...Object.values<any>(schema.definitions ?? {})].find(({properties}) => properties);
  const [field, other] = Object.keys(holder.properties);
  delete holder.properties[field!];
  if (other !== undefined) holder.properties[other] = {type: 'null'};
  const changes = judge({name: 'x', version: '0.1.0', items: before}, {items: schemaItems(file, schema)}, []);
  expect(changes).toHaveLength(other === undefined ? 1 : 2);
  expect(changes[0]).toContain(file);
});

test('a description is no promise', () => {
  const schema = document('packages/core/schema/plan.schema.json');
  const items = schemaItems('plan.schema.json', schema);
  expect(
    schemaItems(
      'plan.schema.json',
      JSON.parse(JSON.stringify(schema).replaceAll(/"description":"[^"]*"/g, '"description":"else"')),
    ),
  ).toEqual(items);
});

test('a flag that goes, or gets another default, is seen', () => {
  const manifest = document('packages/cli/oclif.manifest.json');
  const before = Object.fromEntries(Object.entries(commandItems(manifest)).map(([item, {text}]) => [item, text]));
  delete manifest.commands.apply.flags['keep-going'];
  manifest.commands.logs.flags.tail.char = 'n';
  const changes = judge({name: 'x', version: '0.1.0', items: before}, {items: commandItems(manifest)}, []);
  expect(changes.map((change) => change.split(': ').slice(0, 2))).toEqual([
    ['removed', 'kflow apply --keep-going'],
    ['changed', 'kflow logs --tail'],
  ]);
});

function contractPaths(): string[] {
  return ['core', 'exec', 'cli'].flatMap((name) =>
    readdirSync(join(root, `packages/${name}/schema`))
      .filter((file) => file.endsWith('.schema.json'))
      .map((file) => `packages/${name}/schema/${file}`),
  );
}
