import {existsSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {commandItems} from './command-items.mjs';
import {publishedPackages} from './entries.mjs';
import {exportedItems} from './exported-items.mjs';
import {extract} from './extract.mjs';
import {schemaItems} from './schema-items.mjs';

/**
 * What the packages promise, as they are built: for each package its version, the reports of its entries by file name, every item, and what is
 * wrong with its types.
 *
 * @param {string} root the workspace, or a copy of it; built
 * @returns {{name: string, version: string, dir: string, reports: {[file: string]: string}, items: {[item: string]: {text: string, optional?: true}}, faults: string[]}[]}
 */
export function contractOf(root) {
  return publishedPackages(root).map(({name, version, dir, entries, schemas}) => {
    const reports = {};
    const items = {};
    const faults = [];
    for (const entry of entries) {
      const found = extract(root, {dir}, entry);
      // An entry that has all of the package itself and more says only what is more.
      const main = entry.name === 'index' ? undefined : reports['index.api.md'];
      reports[`${entry.name}.api.md`] = main === undefined ? found.report : withoutThoseOf(main, found.report);
      faults.push(
        ...found.faults
          // What the package itself exports need not be exported by its other entries as well.
          .filter((fault) => items[`${name}: ${/^The symbol "(.+?)"/.exec(fault)?.[1]}`] === undefined)
          .map((fault) => `${entry.path}: ${fault}`),
      );
      for (const [item, entryItem] of Object.entries(exportedItems(found.model))) {
        const known = items[`${name}: ${item}`];
        if (known?.text !== entryItem.text) items[`${entry.path}: ${item}`] = entryItem;
      }
    }
    for (const path of schemas) {
      Object.assign(items, schemaItems(basename(path), JSON.parse(readFileSync(join(root, path), 'utf8'))));
    }
    const commands = join(root, dir, 'oclif.manifest.json');
    if (existsSync(commands)) Object.assign(items, commandItems(JSON.parse(readFileSync(commands, 'utf8'))));
    return {name, version, dir, reports, items, faults};
  });
}

/** A report without the declarations that another one has. */
function withoutThoseOf(main, report) {
  const known = new Set(declarations(main));
  const own = declarations(report).filter((each) => !known.has(each) || !each.startsWith('// @'));
  return own.join('\n\n');
}

function declarations(report) {
  return report.split('\n\n');
}
