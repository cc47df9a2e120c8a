import {closest} from '@kflow/core';
import type {ErrorObject} from 'ajv';

/** What is wrong with one value, without the value: it may be a secret. */
export interface SchemaProblem {
  message: string;
  hint?: string;
}

/**
 * The validator's errors as sentences about `config`, one for each problem: what `anyOf` and `oneOf` say of every alternative, and
 * what `if` says besides its branch, is left out.
 *
 * @param errors made with `verbose`, so that they have their part of the schema
 */
export function describeSchemaErrors(errors: readonly ErrorObject[]): SchemaProblem[] {
  const unions = errors.filter(({keyword}) => keyword === 'anyOf' || keyword === 'oneOf');
  const problems = errors
    .filter((error) => error.keyword !== 'if' && !unions.some((union) => isInside(error, union)))
    .map(describe);
  return problems.filter(({message}, index) => problems.findIndex((other) => other.message === message) === index);
}

function isInside(error: ErrorObject, union: ErrorObject): boolean {
  return error !== union && error.schemaPath.startsWith(`${union.schemaPath}/`);
}

function describe(error: ErrorObject): SchemaProblem {
  const {keyword, params, parentSchema} = error;
  const path = pathOf(error.instancePath);
  switch (keyword) {
    case 'required':
      return {message: `\`${path}${member(params.missingProperty as string)}\` is missing`};
    case 'dependentRequired':
    case 'dependencies':
      return {message: `\`${path}\`: \`${params.property}\` needs \`${params.missingProperty}\` beside it`};
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const key = (params.additionalProperty ?? params.unevaluatedProperty) as string;
      const known = Object.keys((parentSchema?.properties as object | undefined) ?? {});
      const close = closest(key, known);
      return {
        message: `unknown key \`${key}\` in \`${path}\``,
        hint:
          close !== undefined ? `did you mean \`${close}\`?` : known.length > 0 ? `known: ${list(known)}` : undefined,
      };
    }
    case 'type': {
      const wanted = ([] as string[]).concat(params.type as string | string[]);
      return {
        message: `\`${path}\` has to be ${wanted.map(typeName).join(' or ')}, but is ${typeName(typeOf(error.data))}`,
      };
    }
    case 'enum': {
      const allowed = (params.allowedValues as unknown[]).map((value) => JSON.stringify(value));
      const close = typeof error.data === 'string' ? closest(JSON.stringify(error.data), allowed) : undefined;
      return {
        message: `\`${path}\` has to be one of ${list(allowed)}`,
        hint: close === undefined ? undefined : `did you mean \`${close}\`?`,
      };
    }
    case 'const':
      return {message: `\`${path}\` has to be \`${JSON.stringify(params.allowedValue)}\``};
    case 'pattern':
      return {message: `\`${path}\` does not match the pattern \`${params.pattern}\``};
    case 'anyOf':
    case 'oneOf':
      return {
        message: `\`${path}\` fits ${Array.isArray(params.passingSchemas) ? 'more than one' : 'none'} of the forms that it may have`,
      };
    default:
      return {message: `\`${path}\` ${error.message ?? `does not satisfy \`${keyword}\``}`};
  }
}

/** `/databases/0/name` (a JSON pointer, RFC 6901) -> `config.databases[0].name`. */
function pathOf(pointer: string): string {
  const keys = pointer.split('/').slice(1);
  return keys.reduce((path, key) => path + member(key.replaceAll('~1', '/').replaceAll('~0', '~')), 'config');
}

function member(key: string): string {
  if (/^\d+$/.test(key)) return `[${key}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Types as YAML's users call them. */
function typeName(type: string): string {
  const names: {[type: string]: string} = {
    object: 'a mapping',
    array: 'a list',
    string: 'text',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    null: 'empty',
  };
  return names[type] ?? type;
}

function list(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}
