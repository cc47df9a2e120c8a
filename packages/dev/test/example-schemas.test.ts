import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {expect, test} from '@jest/globals';
import {Ajv} from 'ajv';
import type {AnySchema} from 'ajv';
import {parseAllDocuments} from 'yaml';
import {loadPlugins, nodeFiles} from '@kflow/core/node';
import {anyFileSchema, fileSchemas} from '../../cli/src/schema/file-schema.js';
import {root} from '../root.mjs';

const schemas = {Config: 'config', ResourceDefinition: 'resource'} as const;
type Kind = keyof typeof schemas;

const ajv = new Ajv({strict: true, strictRequired: false, allowUnionTypes: true});
const validators = Object.fromEntries(
  Object.entries(schemas).map(([kind, name]) => {
    const text = readFileSync(join(root, `packages/core/schema/${name}.schema.json`), 'utf8');
    return [kind, ajv.compile(JSON.parse(text) as AnySchema)];
  }),
);

const documentsOf = (path: string) =>
  parseAllDocuments(readFileSync(join(root, path), 'utf8'), {merge: true}).map((each) => each.toJS());

/** kflow's own files among the examples, by their kind. */
const files = readdirSync(join(root, 'examples'), {recursive: true, encoding: 'utf8'})
  .map((path) => `examples/${path}`)
  // Templates of charts are no YAML.
  .filter((path) => /\.ya?ml$/.test(path) && !/\/(templates|node_modules|\.kflow)\//.test(path))
  .flatMap((path): [string, Kind][] => {
    const kind = documentsOf(path).find((document) => document?.kflow)?.kflow.kind as Kind | undefined;
    return kind ? [[path, kind]] : [];
  });

/** The project whose plugins' step kinds are in a schema of its own, which `kflow schema resource` has made. */
const plugged = 'examples/step-kind-package/project';
const {plugins} = await loadPlugins({config: join(root, plugged, 'kflow.yaml'), files: nodeFiles()});
const isPlugged = (path: string, kind: Kind): boolean => kind === 'ResourceDefinition' && path.startsWith(plugged);

test('the schema of the project with a plugin is what kflow makes of both', () => {
  const text = readFileSync(join(root, plugged, 'resource.schema.json'), 'utf8');
  expect(JSON.parse(text)).toEqual(fileSchemas(plugins).resource);
  expect(text).toContain('sqlMigration');
});

test.each(files)('%s names the schema that editors check it by, and fits it', (path, kind) => {
  const own = isPlugged(path, kind);
  const schema = own ? `${plugged}/resource.schema.json` : `packages/core/schema/${schemas[kind]}.schema.json`;
  expect(readFileSync(join(root, path), 'utf8').split('\n')[0]).toBe(
    `# yaml-language-server: $schema=${relative(dirname(path), schema)}`,
  );
  for (const document of documentsOf(path)) {
    if (!document?.kflow) continue;
    const validate = own ? ajv.compile(fileSchemas(plugins).resource) : validators[document.kflow.kind as Kind]!;
    expect([document, validate(document), validate.errors]).toEqual([document, true, null]);
  }
});

test('there are files, and a typo in one does not fit', () => {
  expect(files.length).toBeGreaterThan(10);
  const [path] = files.find(([, kind]) => kind === 'ResourceDefinition')!;
  const [document] = documentsOf(path);
  expect(validators['ResourceDefinition']!({...document, manifest: []})).toBe(false);
});

test('the schema of both kinds together says the same', () => {
  const shared = Object.entries<unknown>(fileSchemas().config.definitions).filter(
    ([name]) => name in fileSchemas().resource.definitions,
  );
  for (const [name, definition] of shared)
    expect(fileSchemas().resource.definitions).toHaveProperty([name], definition);
  const both = ajv.compile(anyFileSchema(plugins));
  for (const [path] of files) {
    for (const document of documentsOf(path).filter((each) => each?.kflow)) {
      expect([document, both(document), both.errors]).toEqual([document, true, null]);
      expect(both({...document, nonsense: true})).toBe(false);
    }
  }
});
