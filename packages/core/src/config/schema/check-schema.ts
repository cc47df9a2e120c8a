import type {ErrorObject} from 'ajv';
import * as generated from '../../generated/validators.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import type {Draft} from '../../source/draft.js';
import type {Report} from '../../source/report.js';
import type {ConfigFile} from '../config-file.js';
import {longForm, type Plain} from '../normalize/long-form.js';
import type {ResourceFile} from '../resource-file.js';
import {schemaProblem} from './schema-problem.js';

interface Validator {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** Checks the shape of a root config; returns what is left of it without the values of a wrong shape. */
export function checkConfigSchema(root: Cursor, report: Report): Draft<ConfigFile> {
  return check(root, generated.validateConfig as unknown as Validator, report) as Draft<ConfigFile>;
}

/** Checks the shape of a ResourceDefinition; returns what is left of it without the values of a wrong shape. */
export function checkResourceSchema(root: Cursor, report: Report): Draft<ResourceFile> {
  return check(root, generated.validateResource as unknown as Validator, report) as Draft<ResourceFile>;
}

function check(root: Cursor, validate: Validator, report: Report): Plain {
  const data = root.node ? longForm(root.node) : {};
  if (validate(data)) return data;
  for (const error of withoutBranches(validate.errors ?? [])) {
    const path = pathOf(error.instancePath, root);
    const problem = schemaProblem(error, path, root);
    if (problem) report(problem.code, problem.at, problem.message, {hint: problem.hint});
    remove(
      data,
      error.keyword === 'additionalProperties' ? [...path, String(error.params.additionalProperty)] : path,
      error.keyword,
    );
  }
  return data;
}

/**
 * Of a value that may be one thing or another, ajv reports what is wrong with it as each. Kept is what is wrong inside of the
 * one that it tries to be, else only that it is none of them.
 */
function withoutBranches(errors: ErrorObject[]): ErrorObject[] {
  const unions = errors.filter(({keyword}) => keyword === 'anyOf').map(({instancePath}) => instancePath);
  return errors.filter(({keyword, instancePath}) => {
    if (!unions.includes(instancePath)) return true;
    const inside = errors.some((other) => other.instancePath.startsWith(`${instancePath}/`));
    return keyword === 'anyOf' && !inside;
  });
}

/** A JSON pointer as a path of keys and indexes. */
function pathOf(pointer: string, root: Cursor): (string | number)[] {
  const path: (string | number)[] = [];
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(root.at(...path).node?.type === 'list' ? Number(name) : name);
  }
  return path;
}

/** Takes a value out of the data, so that the rules only see what has the right shape. */
function remove(data: Plain, path: (string | number)[], keyword: string): void {
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
