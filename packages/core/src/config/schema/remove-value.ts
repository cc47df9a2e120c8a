import type {ErrorObject} from 'ajv';
import type {Plain} from '../normalize/long-form.js';

/** Takes the value that an error is about out of the data, so that the rules only see what has the right shape. */
export function removeValue(data: Plain, place: (string | number)[], {keyword, params}: ErrorObject): void {
  const path = keyword === 'additionalProperties' ? [...place, String(params.additionalProperty)] : place;
  if (keyword === 'required' || path.length === 0) return;
  let parent: Plain | undefined = data;
  for (const step of path.slice(0, -1))
    parent = isContainer(parent) ? (parent as {[key: string]: Plain})[step] : undefined;
  const last = path.at(-1) ?? '';
  if (Array.isArray(parent)) parent[Number(last)] = undefined;
  else if (isContainer(parent)) delete (parent as {[key: string]: Plain})[last];
}

function isContainer(value: Plain): boolean {
  return typeof value === 'object' && value !== null;
}
