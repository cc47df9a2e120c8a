import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';

/**
 * The changesets that wait for a release.
 *
 * @param {string} root
 * @returns {{file: string, bumps: {[name: string]: 'major' | 'minor' | 'patch'}, named: string[]}[]} `named`: everything in its text that stands in backticks
 */
export function pendingChangesets(root) {
  const names = readdirSync(join(root, '.changeset')).filter((name) => name.endsWith('.md') && name !== 'README.md');
  return names.sort().map((file) => {
    const text = readFileSync(join(root, '.changeset', file), 'utf8').replaceAll('\r\n', '\n');
    const [, head = '', body = ''] = /^---\n([^]*?)\n?---\n([^]*)$/.exec(text) ?? [];
    const named = [...body.matchAll(/`([^`]+)`/g)].map(([, code]) => code.trim());
    return {file, bumps: parse(head) ?? {}, named};
  });
}
