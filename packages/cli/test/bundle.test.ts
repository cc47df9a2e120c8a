import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from '@jest/globals';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

describe('the bundle', () => {
  // Node takes about half a millisecond for each: see bundling/few-pieces.mjs.
  test('`kflow plan` starts from few files', () => {
    const files = loaded([join(dist, 'main.js'), join(dist, 'commands/plan.js')]);
    expect(files.size).toBeGreaterThan(2);
    expect(files.size).toBeLessThanOrEqual(20);
  });

  test('a command without a project does not read what reads projects', () => {
    const files = [...loaded([join(dist, 'commands/completion.js')])].map((file) => readFileSync(file, 'utf8'));
    expect(files.length).toBeGreaterThan(1);
    expect(files.some((text) => text.includes('JS-YAML') || text.includes('computeAfter'))).toBe(false);
    expect(
      [...loaded([join(dist, 'commands/plan.js')])].some((file) => readFileSync(file, 'utf8').includes('computeAfter')),
    ).toBe(true);
  });
});

/** The files that are loaded with some, these among them. */
function loaded(files: string[]): Set<string> {
  const all = new Set(files);
  // A Set can be added to while it is walked.
  for (const file of all) {
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/\b(?:from|import) ?"(\.[^"]+)"/g))
      all.add(join(dirname(file), path));
  }
  return all;
}
