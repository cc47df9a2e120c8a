/** @typedef {import('./npm-packages.mjs').Dependency} Dependency */

/**
 * docs/licences.md.
 *
 * @param {{npm: Dependency[], go: Dependency[]}} dependencies
 */
export function licencesPage({npm, go}) {
  return `# Licences

What kflow depends on, and under which licence. Made by \`npm run licences\`; a test compares it with what is installed, and refuses a licence that
is not [allowed](../packages/dev/licences/allowed.mjs).

## npm packages

Everything that installing kflow brings along (${npm.length}).

${table(npm)}
## Go modules

What the programs of the sandbox, a control plane for tests and for trying things out, are built from (${go.length}). The packages with these programs
bring the texts of the licences along, and so does the bundle of the command line for what is in it.

${table(go)}`;
}

/** The rows of a table of the page. @param {string} page @param {'npm packages' | 'Go modules'} heading @returns {Dependency[]} */
export function rowsOf(page, heading) {
  const section = page.split(/^## /m).find((each) => each.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| \`(.+?)\` +\| (\S+) +\| (.+?) +\|$/gm)].map(([, name, version, licence]) => ({
    name: name ?? '',
    version: version ?? '',
    licence: licence ?? '',
  }));
}

/** @param {Dependency[]} rows */
function table(rows) {
  const cells = [
    ['name', 'version', 'licence'],
    ...rows.map(({name, version, licence}) => [`\`${name}\``, version, licence]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {string[]} */ row) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  const [head = [], ...body] = cells;
  return line(head) + line(widths.map((width) => '-'.repeat(width))) + body.map(line).join('');
}
