import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from '@jest/globals';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

test('a command without a project does not read what reads projects', () => {
  const files = [...loaded(join(dist, 'commands/completion.cjs'))].map((file) => readFileSync(file, 'utf8'));
  expect(files.length).toBeGreaterThan(1);
  expect(files.some((text) => text.includes('JS-YAML') || text.includes('computeAfter'))).toBe(false);
  expect(
    [...loaded(join(dist, 'commands/plan.cjs'))].some((file) => readFileSync(file, 'utf8').includes('computeAfter')),
  ).toBe(true);
});

/** The files that are loaded with one, this among them. */
function loaded(file: string): Set<string> {
  const all = new Set([file]);
  // A Set can be added to while it is walked.
  for (const file of all) {
    for (const [, lazily, path = ''] of readFileSync(file, 'utf8').matchAll(/(\(\)=>)?\brequire\("(\.[^"]+)"\)/g))
      if (lazily === undefined) all.add(join(dirname(file), path));
  }
  return all;
}
