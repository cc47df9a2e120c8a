// Writes docs/reference from the CLI's manifest, the schemas and the tables beside this file: `npm run docs`, after a build.
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {format, resolveConfig} from 'prettier';
import {root} from '../root.mjs';
import {commandPages} from './pages/commands.mjs';
import {configPages} from './pages/config.mjs';
import {factPages} from './pages/facts.mjs';
import {jsonPages} from './pages/json-output.mjs';
import {stepPages} from './pages/steps.mjs';

/** Where the pages lie. */
export const folder = join(root, 'docs/reference');

/** The text of every page by its path in the folder. */
export async function makePages() {
  const pages = {...factPages(), ...commandPages(), ...configPages(), ...stepPages(), ...jsonPages()};
  const options = await resolveConfig(join(folder, 'README.md'));
  const formatted = await Promise.all(
    Object.entries(pages).map(async ([path, text]) => [path, await format(text, {...options, parser: 'markdown'})]),
  );
  return Object.fromEntries(formatted);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(folder, {recursive: true, force: true});
  for (const [path, text] of Object.entries(await makePages())) {
    mkdirSync(dirname(join(folder, path)), {recursive: true});
    writeFileSync(join(folder, path), text);
  }
}
