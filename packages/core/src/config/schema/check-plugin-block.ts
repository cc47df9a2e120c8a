import type {ErrorObject} from 'ajv';
import {blockData, defaultsOf} from '../../plugins/block/block-data.js';
import type {LoadedKind, PluginKinds} from '../../plugins/plugin-kinds.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import type {Report} from '../../source/report.js';
import type {Plain} from '../normalize/long-form.js';
import {removeValue} from './remove-value.js';
import {pathOf} from './schema-path.js';
import {schemaProblem} from './schema-problem.js';

/**
 * Checks the shape of a block of a plugin's step kind; returns what is left of it without the values of a wrong shape, defaults filled in, and
 * undefined when it is no mapping at all.
 *
 * @param path where in the document it stands
 */
export function checkPluginBlock(
  root: Cursor,
  path: (string | number)[],
  kind: LoadedKind,
  report: Report,
  kinds: PluginKinds,
): Plain {
  const at = root.at(...path);
  const isEmpty = at.node?.type === 'scalar' && at.node.value === null;
  const data = isEmpty ? Object.fromEntries(defaultsOf(kind.schema)) : blockData(at, kind.schema);
  for (const error of outsideOfAlternatives(kind.check(data))) {
    const inner = pathOf(error.instancePath, at);
    const problem = schemaProblem(error, [...path, ...inner], root, {kinds, kind});
    if (problem) report(problem.code, problem.at, problem.message, {hint: problem.hint});
    removeValue(data, inner, error);
  }
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? data : undefined;
}

/** Without what the validator says of each alternative and each condition: that none of them holds is said once. */
function outsideOfAlternatives(errors: ErrorObject[]): ErrorObject[] {
  const unions = errors.filter(({keyword}) => ['anyOf', 'oneOf', 'not', 'contains'].includes(keyword));
  return errors.filter(
    (error) =>
      error.keyword !== 'if' &&
      !unions.some((union) => union !== error && error.schemaPath.startsWith(`${union.schemaPath}/`)),
  );
}
