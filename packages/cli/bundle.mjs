// Bundles the CLI into dist/: one ES module for the start, one for each command, and chunks for what they share, so that each command
// loads no more than it needs. Then writes oclif.manifest.json, from which oclif knows the commands without loading any of them.
import {readFileSync, readdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {isBuiltin} from 'node:module';
import {dirname, join, relative, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {directImports} from './bundling/direct-imports.mjs';
import {jitiWithBabel} from './bundling/jiti-with-babel.mjs';
import {lazyCommonJs} from './bundling/lazy-common-js.mjs';
import {lazyValues} from './bundling/lazy-values.mjs';
import {dropUnusedBanner, fewPieces} from './bundling/few-pieces.mjs';
import {thirdPartyLicences} from './bundling/third-party-licences.mjs';
import {unusedModules} from './bundling/unused-modules.mjs';
import {zxWithPlainStore} from './bundling/zx-with-plain-store.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const sdk = JSON.parse(readFileSync(join(root, '../runners/package.json'), 'utf8'));

const commands = readdirSync(join(root, 'src/commands'), {recursive: true, withFileTypes: true})
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)));

// For CommonJS dependencies inside an ES module.
const banner = [
  `import {createRequire as kflowCreateRequire} from 'node:module';`,
  `import {fileURLToPath as kflowFileURLToPath} from 'node:url';`,
  `const require = kflowCreateRequire(import.meta.url);`,
  `const __filename = kflowFileURLToPath(import.meta.url);`,
  `const __dirname = kflowFileURLToPath(new URL('.', import.meta.url));`,
].join('\n');

const options = {
  absWorkingDir: root,
  entryPoints: ['src/main.ts', 'src/completion/answer-shell.ts', ...commands],
  outbase: 'src',
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  banner: {js: banner},
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
  logLevel: 'warning',
  // What few-pieces.mjs imports is only to be taken along.
  logOverride: {'ignored-bare-import': 'silent'},
};
// Once to learn what is loaded together, once with that in few pieces.
const apart = await build({...options, write: false});
const {metafile} = await build({...options, plugins: [fewPieces(apart.metafile, root), ...options.plugins]});
for (const path of Object.keys(metafile.outputs)) dropUnusedBanner(join(root, path), banner);

// It is installed by itself: what it did not take in would not be there.
const outside = Object.values(metafile.outputs)
  .flatMap(({imports}) => imports)
  .filter(({path, external}) => external && path !== 'typescript' && !isBuiltin(path));
if (outside.length > 0) throw new Error(`the bundle imports ${outside.map(({path}) => path).join(', ')}`);

// What an earlier build left would be shipped with this one. Only now: somebody may be running the CLI meanwhile.
const written = new Set(Object.keys(metafile.outputs).map((path) => join(root, path)));
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
const manifestFile = join(root, 'oclif.manifest.json');
writeFileSync(`${manifestFile}.new`, `${JSON.stringify(plugin.manifest, undefined, 2)}\n`);
renameSync(`${manifestFile}.new`, manifestFile);
