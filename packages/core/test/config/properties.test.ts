import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {stringify} from 'yaml';
import {loadProject, memoryFiles, stepKindNames, summarize} from '../../src/index.js';

const header = 'kflow: {version: v1, kind: ResourceDefinition}\n';
const load = (texts: {[path: string]: string}) =>
  loadProject({config: 'kflow.yaml', files: memoryFiles(texts, {cwd: '/p'})});

const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
const text = fc.string({minLength: 1, maxLength: 12});
const texts = fc.dictionary(fc.stringMatching(/^[A-Za-z0-9._-]{1,8}$/), fc.string({maxLength: 12}), {
  noNullPrototype: true,
});
const json = fc.jsonValue({maxDepth: 3, noUnicodeString: false} as object);
const optional = <T extends object>(model: {[Key in keyof T]: fc.Arbitrary<T[Key]>}, requiredKeys: (keyof T)[] = []) =>
  fc.record(model, {requiredKeys, noNullPrototype: true} as never) as fc.Arbitrary<Partial<T>>;

/** Blocks that need no files, by kind, and what of them must be in the spec as it was. */
const blocks = fc.oneof(
  fc.record({
    kind: fc.constant('helm'),
    block: optional(
      {
        chart: name.map((chart) => `repo/${chart}`),
        release: name,
        version: fc.stringMatching(/^[0-9]\.[0-9]{1,2}$/),
        values: fc.dictionary(text, json, {noNullPrototype: true}),
      },
      ['chart'],
    ),
  }),
  fc.record({
    kind: fc.constant('runner'),
    block: optional({class: text, config: fc.dictionary(text, json, {noNullPrototype: true})}, ['class']),
  }),
  fc.record({kind: fc.constant('script'), block: optional({run: text, onDestroy: text, onReload: text}, ['run'])}),
  fc.record({
    kind: fc.constant('secret'),
    block: optional({name, literals: texts, fromEnv: texts, ifNotExists: fc.boolean()}),
  }),
  fc.record({kind: fc.constant('configmap'), block: optional({name, literals: texts, fromCommand: texts})}),
  fc.record({
    kind: fc.constant('createNamespace'),
    block: optional({name, labels: texts, deleteOnDestroy: fc.boolean()}),
  }),
  fc.record({
    kind: fc.constant('rolloutWait'),
    block: optional({
      kinds: fc.uniqueArray(fc.constantFrom('deployment', 'daemonset'), {minLength: 1}),
      timeout: fc.nat(),
    }),
  }),
);

const resource = fc.record({
  name,
  namespace: name,
  steps: fc.uniqueArray(fc.record({name, content: blocks}), {selector: (step) => step.name, maxLength: 5}),
});

test('a valid project loads to what it says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(resource, {selector: (one) => one.name, minLength: 1, maxLength: 4}),
      async (resources) => {
        const files = Object.fromEntries(
          resources.map(({steps, ...rest}, index) => [
            `r${index}.yaml`,
            header +
              stringify({
                ...rest,
                workloads: ['deployment/x'],
                steps: steps.map((step) => ({name: step.name, [step.content.kind]: step.content.block})),
              }),
          ]),
        );
        const paths = Object.keys(files);
        const {project, diagnostics} = await load({
          ...files,
          'kflow.yaml': stringify({kflow: {version: 'v1', kind: 'Config'}, resources: paths}),
        });
        expect(diagnostics).toEqual([]);
        expect(project?.resources.map((one) => [one.name, one.namespace])).toEqual(
          resources.map((one) => [one.name, one.namespace]),
        );
        resources.forEach(({steps}, index) => {
          const loaded = project?.resources[index]?.steps ?? [];
          expect(loaded.map((step) => [step.name, step.spec.kind])).toEqual(
            steps.map((step) => [step.name, step.content.kind]),
          );
          steps.forEach(({content: {block}}, position) => {
            expect(JSON.parse(JSON.stringify(loaded[position]?.spec))).toMatchObject(exact(block) as object);
          });
          for (const step of loaded) expect(summarize(step.spec).startsWith(step.spec.kind)).toBe(true);
        });
      },
    ),
    {numRuns: 100},
  );
});

test('no text makes loading throw, and every problem has a place in it', async () => {
  const fragment = fc.oneof(
    fc.string({unit: 'binary', maxLength: 20}),
    fc.constantFrom(
      '\n',
      '  ',
      '\t',
      ': ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a',
      '<<: ',
      '"',
      "'",
      '|\n',
      '!x ',
      '---\n',
      '# ',
      '? ',
      '\r\n',
      '%',
    ),
    fc.constantFrom(
      'name',
      'steps',
      'helm',
      'chart',
      'wait',
      'secret',
      'literals',
      'dependsOn',
      'manifests',
      'runners',
      'phase',
      'kflow',
      ...stepKindNames,
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fragment, {maxLength: 30}), fc.boolean(), async (parts, inRoot) => {
      const garbage = parts.join('');
      const config = 'kflow: {version: v1, kind: Config}\n';
      const {project, diagnostics} = await load({
        'kflow.yaml': inRoot ? config + garbage : `${config}resources: [app.yaml]\n`,
        'app.yaml': inRoot ? '' : `${header}name: app\n${garbage}`,
      });
      expect(project === undefined).toBe(diagnostics.some(({severity}) => severity === 'error'));
      for (const {at, message} of diagnostics) {
        expect(at?.line).toBeGreaterThan(0);
        expect(at?.column).toBeGreaterThan(0);
        expect(message).not.toMatch(/[\u0000-\u001f]/);
      }
    }),
    {numRuns: 500},
  );
});

test('no value in any place makes loading throw', async () => {
  const value = fc.oneof(json, fc.constantFrom([], {}, null, '', 0, true, [null], [[]], [{}]));
  const key = fc.constantFrom(
    'name',
    'namespace',
    'phase',
    'dependsOn',
    'selector',
    'workloads',
    'manifests',
    'helm',
    'runners',
    'steps',
    'kflow',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(key, value),
      fc.constantFrom(...stepKindNames),
      value,
      async (resource, kind, block) => {
        await load({
          'kflow.yaml': 'kflow: {version: v1, kind: Config}\nresources: [app.yaml, b.yaml]\n',
          'app.yaml': stringify({kflow: {version: 'v1', kind: 'ResourceDefinition'}, ...resource}),
          'b.yaml': stringify({
            kflow: {version: 'v1', kind: 'ResourceDefinition'},
            name: 'b',
            steps: [{name: 's', [kind]: block}, block],
          }),
        });
      },
    ),
    {numRuns: 500},
  );
});

test('the same files give the same project and the same problems', async () => {
  const files = {
    'kflow.yaml': 'kflow: {version: v1, kind: Config}\nresources: [b.yaml, a.yaml]\n',
    'a.yaml': `${header}name: a\nmanifests: [x, y]\nfoo: 1\n`,
    'b.yaml': `${header}name: a\nhelm: {chart: 1}\n`,
  };
  const once = JSON.stringify(await load(files));
  for (let run = 0; run < 5; run++) expect(JSON.stringify(await load(files))).toBe(once);
});

/** What has to arrive: whole numbers beyond the safe range as their digits, and 0 for -0, which JSON does not have. */
function exact(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, part) =>
    Number.isInteger(part) && !Number.isSafeInteger(part) && Math.abs(part) < 1e21 ? {$number: String(part)} : part,
  );
}
