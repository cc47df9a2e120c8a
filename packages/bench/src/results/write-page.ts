import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Case} from '../cases/case.js';
import {charts} from './charts.js';
import {renderPage} from './render-page.js';
import {readResults} from './results-file.js';

/**
 * Writes `performance.md` and its charts into the directory `docs` from `performance/results.json` there. What else
 * lies there as Markdown (notes that people write, pages of other programs) goes in as it is, by name.
 */
export function writePage(docs: string, cases: readonly Case[]): void {
  const dir = join(docs, 'performance');
  mkdirSync(dir, {recursive: true});
  const results = readResults(join(dir, 'results.json'));
  for (const each of readdirSync(dir)) if (each.endsWith('.svg')) rmSync(join(dir, each));
  for (const {file, svg} of charts(results)) writeFileSync(join(dir, file), svg);
  const pages = readdirSync(dir).filter((each) => each.endsWith('.md'));
  const more = pages.sort().map((each) => readFileSync(join(dir, each), 'utf8').trim());
  writeFileSync(join(docs, 'performance.md'), renderPage(cases, results, more.join('\n\n')));
}
