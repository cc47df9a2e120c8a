import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

const require = createRequire(import.meta.url);

/** yaml as ES modules: it shows them to browsers only. */
const yaml = join(
  dirname(createRequire(require.resolve('@kflow/core')).resolve('yaml/package.json')),
  'browser/dist/index.js',
);

/** Packages whose entry only lists what its modules export, and the entry. */
const entries = {
  ...Object.fromEntries(
    ['@kflow/core', '@kflow/core/node', '@kflow/exec', '@kflow/runners'].map((name) => [name, require.resolve(name)]),
  ),
  yaml,
};

/**
 * Takes what is imported from such a package from the very module that has it. esbuild gives a command every module that an entry names,
 * even those that only other commands use.
 */
export const directImports = {
  name: 'direct-imports',
  setup(builder) {
    builder.onLoad(
      {filter: /[\\/]packages[\\/](?:cli[\\/]src|(?:core|exec|runners)[\\/]dist)[\\/].*\.[jt]s$/},
      ({path}) => withDirectImports(path),
    );
  },
};

let modulesOf;

/** A module as esbuild is to load it, for plugins that add to it. @param {string} path */
export function withDirectImports(path) {
  modulesOf ??= Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, exportsOf(entry)]));
  const source = readFileSync(path, 'utf8');
  const contents = source.replace(/^import \{([^}]*)\} from '([^']+)';$/gm, (statement, names, from) => {
    const modules = modulesOf[from];
    return modules ? directly(names, from, modules) : statement;
  });
  return {contents, loader: path.endsWith('.ts') ? 'ts' : 'js'};
}

/** The same imports, a statement for each name. Types have no module: what imports them goes away. */
function directly(names, from, modules) {
  const imports = names.split(',').map((name) => name.trim());
  return imports
    .filter((name) => name !== '' && !name.startsWith('type '))
    .map((name) => {
      const [imported] = name.split(' as ');
      const path = modules.get(imported);
      return `import {${name}} from ${JSON.stringify(path ?? from)};`;
    })
    .join(' ');
}

/** The module of each name that an entry exports. */
function exportsOf(entry) {
  const modules = new Map();
  const moduleOf = (path) => join(dirname(entry), path);
  const source = readFileSync(entry, 'utf8');
  for (const [, path] of source.matchAll(/^export \* from ['"](\.[^'"]*)['"];$/gm)) {
    for (const [name, module] of exportsOf(moduleOf(path))) modules.set(name, module);
  }
  for (const [, names, path] of source.matchAll(/^export \{([^}]*)\} from ['"](\.[^'"]*)['"];$/gm)) {
    // A renamed export is left to the entry.
    for (const name of names
      .split(',')
      .map((each) => each.trim())
      .filter((each) => !each.includes(' as '))) {
      modules.set(name, moduleOf(path));
    }
  }
  return modules;
}
