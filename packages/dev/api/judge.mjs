import {compareItems} from './compare.mjs';

const sizes = ['patch', 'minor', 'major'];

/**
 * What stands in the way of a release that tells its users what changed: a change without a changeset that names it. Empty when there is nothing.
 *
 * An item is named by a changeset of its package that has it, or what it is a part of, in backticks: `Plan.summary` or `Plan`, `PlanStep` or
 * `plan.schema.json`, `codes.KF101` or `KF101`. What is only added needs a changeset of the package, of any text.
 *
 * @param {{name: string, version: string, items: {[item: string]: string}}} released
 * @param {{items: {[item: string]: {text: string, optional?: true}}}} now
 * @param {{file: string, bumps: {[name: string]: string}, named: string[]}[]} changesets
 * @returns {string[]} a problem each
 */
export function judge({name, version, items}, now, changesets) {
  const mine = changesets.filter(({bumps}) => bumps[name] !== undefined);
  const breaking = version.startsWith('0.') ? 'minor' : 'major';
  return compareItems(items, now.items).flatMap(({item, change, was, is}) => {
    const needed = change === 'removed' ? breaking : 'minor';
    const told = mine.filter(({named}) => change === 'added' || named.some((code) => covers(code, item)));
    if (told.some(({bumps}) => sizes.indexOf(bumps[name]) >= sizes.indexOf(needed))) return [];
    const what =
      change === 'removed'
        ? `had \`${was}\``
        : change === 'added'
          ? `\`${is}\``
          : `was \`${was ?? 'not there'}\`, is \`${is}\``;
    const ask =
      told.length > 0
        ? `${told[0].file} has to be ${needed} for ${name}`
        : `a changeset (${needed}) of ${name} has to ${change === 'added' ? 'tell of it' : `have \`${shortName(item)}\` in its text`}`;
    return [`${change}: ${item}: ${what}: ${ask}`];
  });
}

/** `@kflow/core: Plan.phases` is called `Plan.phases`, `plan.schema.json#Plan.phases` likewise. */
function shortName(item) {
  return item.replace(/^.*(?:: |#)/, '');
}

function covers(code, item) {
  const name = shortName(item);
  const file = item.includes('#') ? item.slice(0, item.indexOf('#')) : item;
  const last = name.slice(name.lastIndexOf('.') + 1);
  return code === name || name.startsWith(`${code}.`) || code === file || (/^KF\d{3}$/.test(last) && code === last);
}
