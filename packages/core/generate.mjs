/**
 * Makes, from the file types in src/config and src/steps:
 *   schema/config.schema.json, resource.schema.json, plugin.schema.json    for editors; committed
 *   src/generated/validators.ts, plugin-validator.ts                       the same as precompiled ajv validators; not committed
 *
 * Does nothing when no input changed since the last run. `node generate.mjs --force` makes everything again.
 */
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const schemas = {
  config: {type: 'ConfigFile', source: 'src/config/config-file.ts', title: 'kflow root config'},
  resource: {type: 'ResourceFile', source: 'src/config/resource-file.ts', title: 'kflow ResourceDefinition'},
  plugin: {type: 'PluginFile', source: 'src/plugins/read/plugin-file.ts', title: 'kflow plugin'},
};
const validators = join(root, 'src/generated/validators.ts');
/** Apart, as it is loaded for projects with plugins only. */
const pluginValidator = join(root, 'src/generated/plugin-validator.ts');

/** How types are read and schemas made of them, here and for what kflow prints (packages/dev/json-schemas.mjs). */
export const compilerOptions = {
  strict: true,
  module: 'esnext',
  moduleResolution: 'bundler',
  target: 'es2022',
  lib: ['es2023'],
  types: [],
  skipLibCheck: true,
  noEmit: true,
};
export const schemaOptions = {required: true, noExtraProps: true, ref: true, aliasRef: false, ignoreErrors: true};

/** The schema of one file kind, made from its TypeScript type. */
export async function makeSchema(name) {
  const {default: tjs} = await import('typescript-json-schema');
  const {type, source, title} = schemas[name];
  const program = tjs.getProgramFromFiles([join(root, source)], compilerOptions, root);
  const schema = tjs.generateSchema(program, type, schemaOptions);
  if (!schema) throw new Error(`typescript-json-schema made nothing of ${type}`);
  const {$schema, ...rest} = schema;
  return {$schema, title, ...rest};
}

/** What is compiled: `null` and bare phase names are put in their long form before validation, so those branches go. */
function strict(node) {
  if (Array.isArray(node)) return node.map(strict);
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node.anyOf)) {
    const reference = node.anyOf.find((branch) => branch.$ref !== undefined);
    if (reference) return strict(reference);
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, strict(value)]));
}

/** The keys of each block under a step, for "belongs under" hints. */
function blockKeys({properties, definitions}) {
  const step = definitions[properties.steps.items.$ref.replace('#/definitions/', '')];
  const blocks = Object.entries(strict(step.properties)).filter(([, {$ref}]) => $ref !== undefined);
  return Object.fromEntries(
    blocks.map(([kind, {$ref}]) => [kind, Object.keys(definitions[$ref.replace('#/definitions/', '')].properties)]),
  );
}

async function compile(made, exported) {
  const [{Ajv}, {default: standalone}, {build}] = await Promise.all([
    import('ajv'),
    import('ajv/dist/standalone/index.js'),
    import('esbuild'),
  ]);
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    schemas: Object.fromEntries(Object.entries(made).map(([name, schema]) => [name, strict(schema)])),
    code: {source: true, esm: true, lines: true},
  });
  const code = standalone.default(ajv, exported);
  // ajv's own runtime helpers are bundled in, so that the package needs neither ajv nor `require`.
  const bundled = await build({
    stdin: {contents: code, resolveDir: root, loader: 'js'},
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    write: false,
  });
  return bundled.outputFiles[0].text;
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

/** JSON as prettier has it: short lists of scalars on one line. */
export function format(schema) {
  const text = JSON.stringify(schema, null, 2).replace(/^(.*)\[\s+((?:"[^"]*",?\s+)+)\]/gm, (all, before, items) => {
    const line = `${before}[${items.trim().replace(/\s*\n\s*/g, ' ')}]`;
    return line.length <= 119 ? line : all;
  });
  return `${text}\n`;
}

const schemaPath = (name) => `schema/${name}.schema.json`;

/** The files that declare the file types. */
function inputs() {
  const types = (dir, pattern) =>
    readdirSync(join(root, dir))
      .filter((name) => pattern.test(name))
      .sort()
      .map((name) => `${dir}/${name}`);
  return [
    'generate.mjs',
    'package.json',
    ...types('src/config', /-file\.ts$/),
    'src/config/read/kflow-block.ts',
    'src/config/normalize/duration.ts',
    'src/source/yaml/scalar-text.ts',
    'src/plugins/read/plugin-file.ts',
    ...types('src/steps', /\.ts$/),
  ];
}

async function main() {
  const outputs = Object.keys(schemas).map(schemaPath);
  const stamp = () => `// inputs ${hashOf([...inputs(), ...outputs])}`;
  const complete = [validators, pluginValidator, ...outputs.map((path) => join(root, path))].every((path) =>
    existsSync(path),
  );
  if (complete && !process.argv.includes('--force') && readFileSync(validators, 'utf8').startsWith(stamp())) return;

  const made = {};
  for (const name of Object.keys(schemas)) made[name] = await makeSchema(name);
  mkdirSync(join(root, 'schema'), {recursive: true});
  mkdirSync(dirname(validators), {recursive: true});
  for (const name of Object.keys(schemas)) writeFileSync(join(root, schemaPath(name)), format(made[name]));
  const code = await compile(made, {validateConfig: 'config', validateResource: 'resource'});
  const pluginCode = await compile(made, {validatePlugin: 'plugin'});
  const keys = `export const blockKeys = ${JSON.stringify(blockKeys(made.resource))};`;
  writeFileSync(pluginValidator, `// @ts-nocheck Made by generate.mjs; do not edit.\n${pluginCode}`);
  writeFileSync(validators, `${stamp()}\n// @ts-nocheck Made by generate.mjs; do not edit.\n${code}${keys}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
