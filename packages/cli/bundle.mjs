// Bundles the CLI into dist/: one module for the start, one for each command, and chunks for what they share, so that each command loads
// no more than it needs, and launch.cjs, which loads them. Then writes oclif.manifest.json, from which oclif knows the commands without loading any of them.
import {createHash} from 'node:crypto';
import {mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {isBuiltin} from 'node:module';
import {dirname, join, relative, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {directImports} from './bundling/direct-imports.mjs';
import {jitiWithBabel} from './bundling/jiti-with-babel.mjs';
import {lazyCommonJs} from './bundling/lazy-common-js.mjs';
import {lazyValues} from './bundling/lazy-values.mjs';
import {thirdPartyLicences} from './bundling/third-party-licences.mjs';
import {toCommonJs} from './bundling/to-common-js.mjs';
import {unusedModules} from './bundling/unused-modules.mjs';
import {zxWithPlainStore} from './bundling/zx-with-plain-store.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const sdk = JSON.parse(readFileSync(join(root, '../runners/package.json'), 'utf8'));

const commands = readdirSync(join(root, 'src/commands'), {recursive: true, withFileTypes: true})
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)));

const options = {
  absWorkingDir: root,
  entryPoints: ['src/main.ts', 'src/completion/answer-shell.ts', ...commands],
  outbase: 'src',
  outdir: 'dist',
  outExtension: {'.js': '.cjs'},
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // The SDK is in the bundle: what is installed as @kflow/runners, if anything, may be another one.
  define: {KFLOW_SDK_VERSION: JSON.stringify(sdk.version)},
  // oclif transpiles plugins in development, which kflow has none of.
  external: ['typescript'],
  // Before lazyValues: the first to load a module decides.
  plugins: [directImports, jitiWithBabel, lazyCommonJs, unusedModules, zxWithPlainStore, lazyValues],
  // Half of what a start costs is reading the program. Names stay, for the stack traces of bugs.
  minifyWhitespace: true,
  minifySyntax: true,
  metafile: true,
  write: false,
  logLevel: 'warning',
};
const {metafile, outputFiles} = await build(options);

// It is installed by itself: what it did not take in would not be there.
const outside = Object.values(metafile.outputs)
  .flatMap(({imports}) => imports)
  .filter(({path, external}) => external && path !== 'typescript' && !isBuiltin(path));
if (outside.length > 0) throw new Error(`the bundle imports ${outside.map(({path}) => path).join(', ')}`);

const hash = createHash('sha256');
const written = new Set();
for (const {path, text} of outputFiles) {
  const code = await toCommonJs(text);
  hash.update(relative(root, path)).update(code);
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, code);
  written.add(path);
}
await build({
  absWorkingDir: root,
  entryPoints: ['src/launch/launch.ts'],
  outfile: 'dist/launch.cjs',
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  define: {KFLOW_BUNDLE: JSON.stringify(hash.digest('hex').slice(0, 16))},
  minifyWhitespace: true,
  minifySyntax: true,
  logLevel: 'warning',
});

// What an earlier build left would be shipped with this one. Only now: somebody may be running the CLI meanwhile.
for (const directory of ['commands', 'chunks'].map((name) => join(dist, name))) {
  for (const entry of readdirSync(directory, {recursive: true, withFileTypes: true})) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !written.has(path)) rmSync(path);
  }
}

writeFileSync(
  join(dist, 'THIRD-PARTY-LICENSES.txt'),
  thirdPartyLicences(Object.keys(metafile.inputs).map((path) => resolve(root, path))),
);

// oclif would look for the TypeScript sources of the commands.
globalThis.oclif = {enableAutoTranspile: false};
const {Plugin} = await import('@oclif/core');
const plugin = new Plugin({root, isRoot: true, ignoreManifest: true, errorOnManifestCreate: true});
await plugin.load();
const missing = commands.length - Object.keys(plugin.manifest.commands).length;
if (missing > 0) throw new Error(`${missing} of ${commands.length} commands could not be loaded`);
const commandsById = Object.entries(plugin.manifest.commands).sort(([a], [b]) => (a < b ? -1 : 1));
const manifest = {...plugin.manifest, commands: Object.fromEntries(commandsById)};
const manifestFile = join(root, 'oclif.manifest.json');
writeFileSync(`${manifestFile}.new`, `${JSON.stringify(manifest, undefined, 2)}\n`);
renameSync(`${manifestFile}.new`, manifestFile);
