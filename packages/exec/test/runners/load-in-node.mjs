// Loads runner modules in a Node without jest, whose module cache is one of its own. Takes paths, prints what was found as JSON.
import {dirname} from 'node:path';
import {fileURLToPath} from 'node:url';
import {createJiti} from 'jiti';

const source = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
// Of core the loader needs one function; to transpile all of it takes seconds.
const jiti = createJiti(import.meta.url, {
  fsCache: false,
  alias: {'@kflow/core': source('core/src/source/closest.ts'), '@kflow/runners': source('runners/src/index.ts')},
});
const {loadRunners} = await jiti.import(source('exec/src/runners/load/load-runners.ts'));

const runners = process.argv.slice(2).map((path, index) => {
  const from = dirname(path);
  return {specifier: path, path, from, at: {file: `${from}/kflow.yaml`, line: index + 1, column: 1}};
});
const {registry, diagnostics} = await loadRunners({runners, resources: []});
const found = registry.all().map(({name, hooks, file}) => ({name, hooks, file}));
console.log(JSON.stringify({found, diagnostics, loaded: globalThis.kflowLoaded}));
