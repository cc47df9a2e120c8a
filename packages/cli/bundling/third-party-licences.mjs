import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {dirname, join} from 'node:path';

/**
 * The licences of every package that a bundle holds something of: whoever passes the bundle on has to pass these on, too.
 *
 * @param {string[]} inputs the files that the bundle was made of
 * @returns {string}
 */
export function thirdPartyLicences(inputs) {
  const folders = new Map();
  for (const input of inputs) {
    const folder = packageFolder(input);
    if (folder === undefined) continue;
    const {name, version, license} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (!name.startsWith('@kflow/')) folders.set(`${name} ${version}`, {folder, license});
  }
  const line = '='.repeat(78);
  const sections = [...folders]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, {folder, license}]) => {
      const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
      const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
      return `${line}\n${title}\nlicence: ${license}\n${line}\n${texts.map((text) => `\n${text}\n`).join('')}`;
    });
  return sections.join('\n');
}

/** The folder of the package that a file belongs to; undefined for the workspace's own. @param {string} file */
function packageFolder(file) {
  const path = file.replace(/^[a-z-]+:/, '');
  if (!/[\\/]node_modules[\\/]/.test(path)) return undefined;
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    // Some packages have more of these inside, which only say how their modules are to be read.
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version) return folder;
  }
  return undefined;
}
