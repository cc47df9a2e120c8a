import type {ErrorObject} from 'ajv';
import type {Cursor} from '../../source/yaml/cursor.js';
import type {SchemaProblem} from './schema-problem.js';

/**
 * Words for the two alternatives that blocks have most: exactly one of several keys (`oneOf` with a `required` each), and at least one of them
 * (`anyOf`). Undefined for other alternatives.
 */
export function alternativeProblem(
  {keyword, schema}: ErrorObject,
  here: Cursor,
  owner: string,
): SchemaProblem | undefined {
  const keys = (schema as unknown[]).map(requiredKey);
  if (!keys.every((key) => key !== undefined)) return undefined;
  const given = keys.filter((key) => {
    const {node} = here.at(key);
    return node !== undefined && !(node.type === 'scalar' && node.value === null);
  });
  if (given.length === 0) {
    const [first = '', ...others] = keys.map((key) => `\`${key}\``);
    return {
      code: 'KF207',
      at: here.keyLocation,
      message: `${owner} has neither ${[first, ...others].join(' nor ')}`,
      hint: keyword === 'oneOf' ? 'it takes exactly one of them' : 'it takes at least one of them',
    };
  }
  return {
    code: 'KF207',
    at: here.at(given[1] ?? given[0]!).keyLocation,
    message: `${owner} has ${given.map((key) => `\`${key}\``).join(' and ')}, but takes only one of them`,
    hint: 'keep one',
  };
}

/** The key of `{required: [key]}`. */
function requiredKey(branch: unknown): string | undefined {
  const {required, ...others} = branch as {required?: unknown};
  const isOnly = Object.keys(others).length === 0 && Array.isArray(required) && required.length === 1;
  return isOnly ? String(required[0]) : undefined;
}
