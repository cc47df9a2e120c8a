import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {compareOrders} from './compare-orders.js';
import {renderMakespan} from './render-makespan.js';

/** How many projects; the targets of the page are about these. */
const projects = 1000;

/** Simulates, writes `performance/makespan.md` into the directory `docs`, and returns what it wrote. */
export async function writeMakespan(docs: string, signal?: AbortSignal): Promise<string> {
  const page = renderMakespan(await compareOrders(projects, signal));
  const dir = join(docs, 'performance');
  mkdirSync(dir, {recursive: true});
  writeFileSync(join(dir, 'makespan.md'), page);
  return page;
}
