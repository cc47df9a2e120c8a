import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {expect, test} from '@jest/globals';
import {root} from '../root.mjs';

const skipped = /(^|\/)(node_modules|dist|\.turbo|\.git|fixtures|state|\.kflow)(\/|$)/;

const pages = readdirSync(root, {recursive: true, encoding: 'utf8'}).filter(
  (path) => path.endsWith('.md') && !skipped.test(path) && !path.startsWith('.changeset'),
);

/** Text without code, in which brackets mean something else. */
const prose = (path: string) =>
  readFileSync(path, 'utf8')
    .replaceAll(/^```[\s\S]*?^```/gm, '')
    .replaceAll(/`[^`\n]*`/g, 'code');

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(path: string): Set<string> {
  const text = readFileSync(path, 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '');
  const seen = new Map<string, number>();
  return new Set(
    [...text.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading]) => {
      const plain = heading!.replaceAll(/[`*]/g, '').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
      const anchor = plain
        .trim()
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
        .replaceAll(' ', '-');
      const count = seen.get(anchor) ?? 0;
      seen.set(anchor, count + 1);
      return count === 0 ? anchor : `${anchor}-${count}`;
    }),
  );
}

test.each(pages)('%s has no dead link', (page) => {
  const path = join(root, page);
  const dead = [...prose(path).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].flatMap(([, link]) => {
    const [file = '', anchor] = link!.split('#');
    const target = file === '' ? path : join(dirname(path), file);
    if (!existsSync(target)) return [`${link}: no such file`];
    if (anchor === undefined || !target.endsWith('.md')) return [];
    return anchorsOf(target).has(anchor) ? [] : [`${link}: no such heading in ${relative(root, target)}`];
  });
  expect(dead).toEqual([]);
});

test('there are pages', () => expect(pages.length).toBeGreaterThan(30));
