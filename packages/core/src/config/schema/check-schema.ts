import type {ErrorObject} from 'ajv';
import * as generated from '../../generated/validators.js';
import {noPluginKinds, type PluginKinds} from '../../plugins/plugin-kinds.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import type {Draft} from '../../source/draft.js';
import type {Report} from '../../source/report.js';
import type {ConfigFile} from '../config-file.js';
import {longForm, type Plain} from '../normalize/long-form.js';
import type {ResourceFile} from '../resource-file.js';
import {checkPluginBlock} from './check-plugin-block.js';
import {takePluginBlocks} from './plugin-blocks.js';
import {removeValue} from './remove-value.js';
import {pathOf} from './schema-path.js';
import {schemaProblem} from './schema-problem.js';

interface Validator {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** Checks the shape of a root config; returns what is left of it without the values of a wrong shape. */
export function checkConfigSchema(root: Cursor, report: Report): Draft<ConfigFile> {
  const data = root.node ? longForm(root.node) : {};
  return check(root, data, generated.validateConfig as unknown as Validator, report) as Draft<ConfigFile>;
}

/**
 * Checks the shape of a ResourceDefinition; returns what is left of it without the values of a wrong shape.
 *
 * @param kinds of the project's plugins: each checks its own blocks
 */
export function checkResourceSchema(
  root: Cursor,
  report: Report,
  kinds: PluginKinds = noPluginKinds,
): Draft<ResourceFile> {
  const data = root.node ? longForm(root.node) : {};
  const blocks = kinds.size === 0 ? [] : takePluginBlocks(data, root, kinds);
  check(root, data, generated.validateResource as unknown as Validator, report, kinds);
  for (const {step, path, kind} of blocks) {
    const block = checkPluginBlock(root, path, kind, report, kinds);
    if (block !== undefined) step[kind.name] = block;
  }
  return data as Draft<ResourceFile>;
}

function check(root: Cursor, data: Plain, validate: Validator, report: Report, kinds = noPluginKinds): Plain {
  if (validate(data)) return data;
  for (const error of withoutBranches(validate.errors ?? [])) {
    const path = pathOf(error.instancePath, root);
    const problem = schemaProblem(error, path, root, {kinds});
    if (problem) {
      const {code, at, message, hint, unknownKind} = problem;
      report(code, at, message, {hint, unknownKind});
    }
    removeValue(data, path, error);
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
