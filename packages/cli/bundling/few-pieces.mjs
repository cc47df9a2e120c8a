import {readFileSync, writeFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {withDirectImports} from './direct-imports.mjs';

/** The command of which every part of a start counts. What it loads, nearly all others that read a project load as well. */
const measured = 'dist/commands/plan.js';

/**
 * What takes them along: a module that all commands import, one that all import which read a project, and those that are loaded after one of the two and
 * only when needed, each of which makes a set of its own as well.
 */
const takers = {
  command:
    /[\\/]cli[\\/]src[\\/](?:kflow-command|read-states|problems[\\/]report-failure|reporters[\\/]live[\\/]open-live-reporter)\.ts$/,
  project:
    /[\\/]cli[\\/]src[\\/]project\.ts$|[\\/]core[\\/]dist[\\/](?:source[\\/]yaml[\\/]any-yaml|plugins[\\/]read[\\/](?:read-plugins|undeclared-kinds))\.js$/,
};

/**
 * esbuild makes a chunk for every set of commands that share something: 39 for `plan`, many of a few hundred bytes, and Node takes about half a
 * millisecond to find, read and link each. So what `plan` loads is imported by a few modules (see `takers`), which makes few sets. Nothing is
 * run that was not.
 *
 * @param {import('esbuild').Metafile} metafile of the bundle without this plugin
 * @param {string} root what the paths in it are relative to
 */
export function fewPieces({inputs, outputs}, root) {
  const files = new Set();
  const visit = (output) => {
    for (const file of Object.keys(outputs[output].inputs)) files.add(file);
    for (const {path, kind, external} of outputs[output].imports) {
      if (kind === 'import-statement' && !external && !visited.has(path)) visit(path);
      visited.add(path);
    }
  };
  const visited = new Set();
  for (const output of ['dist/main.js', measured]) visit(output);
  const entries = new Set(Object.values(outputs).flatMap(({entryPoint}) => entryPoint ?? []));
  // A CommonJS module would be run, not only loaded, by whoever imports it.
  const modules = [...files].filter((file) => inputs[file].format === 'esm' && !entries.has(file));
  const isOfProject = (file) => /[\\/](?:core[\\/]dist|js-yaml|yaml|graphology)[\\/]/.test(file);
  const taken = {
    project: modules.filter(isOfProject).map((file) => resolve(root, file)),
    command: modules.filter((file) => !isOfProject(file)).map((file) => resolve(root, file)),
  };
  return {
    name: 'few-pieces',
    setup(builder) {
      for (const [group, filter] of Object.entries(takers)) {
        builder.onLoad({filter}, ({path}) => {
          const {contents, loader} = withDirectImports(path);
          const imports = taken[group].filter((each) => each !== path).map((each) => `import ${JSON.stringify(each)};`);
          return {contents: [contents, ...imports].join('\n'), loader};
        });
      }
    },
  };
}

/** Takes the banner out of a chunk that does not use it: to make a `require` takes Node a tenth of a millisecond. */
export function dropUnusedBanner(path, banner) {
  if (!path.endsWith('.js')) return;
  const [before, after, ...more] = readFileSync(path, 'utf8').split(banner);
  if (after === undefined || more.length > 0) throw new Error(`${path} has no banner, or several`);
  if (!/\brequire\b|\b__(?:file|dir)name\b/.test(after)) writeFileSync(path, before + after.trimStart());
}
