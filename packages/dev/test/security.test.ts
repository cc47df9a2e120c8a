import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {root} from '../root.mjs';

const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
const [, ...sections] = page.split(/^## What is not$/m)[1]!.split(/^## /m);
const tests = [...page.matchAll(/^ {2}- `(packages\/\S+)`: (.+)$/gm)].map(([, file, title]) => ({
  file: file!,
  title: title!,
}));

/** The title of a test as it stands in its source, in quotes of any kind. */
const isIn = (source: string, title: string) =>
  ["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote}`) || source.includes(`${quote}${title},`));

test('docs/security.md names tests, and each of them is there', () => {
  expect(tests.length).toBeGreaterThan(35);
  const missing = tests.filter(({file, title}) => {
    const path = join(root, file);
    return !existsSync(path) || !isIn(readFileSync(path, 'utf8'), title);
  });
  expect(missing).toEqual([]);
});

test('every promise has a test, but for two that say what is not promised and what a file pins', () => {
  const promises = sections
    .flatMap((section) => section.split(/^- /m).slice(1))
    .filter((promise) => !/^ {2}- `packages\//m.test(promise))
    .map((promise) => promise.split('\n')[0]);
  expect(promises).toEqual([
    expect.stringMatching(/^What a runner or a library in it prints by itself/),
    expect.stringMatching(/^Versions are pinned/),
  ]);
});

test('there is a way to report a vulnerability', () => {
  expect(readFileSync(join(root, 'SECURITY.md'), 'utf8')).toContain('docs/security.md');
});
