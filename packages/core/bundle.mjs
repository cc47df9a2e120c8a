/**
 * Makes dist/browser.js, the main entry with its dependencies in one ES module: for a page without a bundler, `@kflow/core/browser`.
 * The licences of what is in it stand at its end. Needs the compiled dist/index.js.
 */
import {readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));

const {outputFiles, metafile} = await build({
  absWorkingDir: root,
  entryPoints: ['dist/index.js'],
  outfile: 'dist/browser.js',
  bundle: true,
  format: 'esm',
  // Here an import of something of Node is an error, not a module that is missing in the browser.
  platform: 'browser',
  target: 'es2022',
  minify: true,
  // Not all of the packages mark theirs: see below.
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
});

const directories = Object.keys(metafile.inputs).flatMap(
  (path) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [],
);
const licences = [...new Set(directories)].map((directory) => licenceOf(resolve(root, directory))).sort();
writeFileSync(
  join(root, 'dist/browser.js'),
  `${outputFiles[0].text}/*!\n@kflow/core is under the MIT licence. In this file are also:\n\n${licences.join('\n\n')}\n*/\n`,
);

function licenceOf(directory) {
  const {name, version} = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const file = readdirSync(directory).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`${name} is bundled, and has no licence file`);
  return `${name} ${version}\n\n${readFileSync(join(directory, file), 'utf8').trim().replaceAll('*/', '* /')}`;
}
