import type {ErrorObject} from 'ajv';
import {isSecretPath} from '../../plugins/schema/block-schema.js';
import {noPluginKinds, type LoadedKind, type PluginKinds} from '../../plugins/plugin-kinds.js';
import type {Code} from '../../source/codes.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import type {Location} from '../../source/diagnostic.js';
import {alternativeProblem} from './alternative-problem.js';
import {unknownKeyHint} from './unknown-key-hint.js';
import {expectedWords, foundWords, typeHint} from './type-words.js';

/** A problem that the schema found, in kflow's words. */
export interface SchemaProblem {
  code: Code;
  at: Location;
  message: string;
  hint?: string;
  /** A key that may be a step kind of a plugin that nobody declared. */
  unknownKind?: string;
}

/** What a document is checked in. */
export interface SchemaSubject {
  /** Of the project's plugins. */
  kinds?: PluginKinds;
  /** The kind in whose block the problem is, when that is a plugin's. */
  kind?: LoadedKind;
  /** What the document is called, unless it is a config or a resource. */
  document?: string;
}

type Path = (string | number)[];

/** What users put there may be secret: it is never shown. */
const secret = new Set(['literals', 'secretValues', 'values', 'config']);

/** Puts one of ajv's errors into words; undefined for those that another rule reports better. */
export function schemaProblem(
  error: ErrorObject,
  path: Path,
  root: Cursor,
  {kinds = noPluginKinds, kind, document}: SchemaSubject = {},
): SchemaProblem | undefined {
  // rules/kflow-block.ts has the version and the kind; rules/no-resources.ts a config without resources.
  if (path[0] === 'kflow' && error.keyword !== 'additionalProperties') return undefined;
  if (path.length === 0 && error.keyword === 'required' && error.params.missingProperty === 'resources')
    return undefined;
  const here = root.at(...path);
  // `steps`, the step's place and the kind's key come before what is in the block.
  const hidden = kind ? isSecretPath(kind.schema, path.slice(3)) : path.some((step) => secret.has(String(step)));
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params.additionalProperty);
      const isStep = path.length === 2 && path[0] === 'steps';
      // It may be a kind of a plugin that could not be read, which is reported.
      if (isStep && !kinds.isComplete) return undefined;
      const own = Object.keys((error.parentSchema?.properties as object | undefined) ?? {});
      return {
        code: 'KF201',
        at: here.at(key).keyLocation,
        message: `unknown key \`${key}\` in ${owner(path, root, document)}`,
        hint: unknownKeyHint(key, path, isStep ? [...own, ...kinds.keys()] : own, kinds),
        ...(isStep && here.at(key).node?.type === 'map' ? {unknownKind: key} : {}),
      };
    }
    case 'required': {
      const key = String(error.params.missingProperty);
      const place = here.at(key);
      const message = place.node
        ? `\`${key}\` of ${owner(path, root, document)} has no value`
        : `${owner(path, root, document)} has no \`${key}\``;
      return {code: 'KF203', at: place.keyLocation, message};
    }
    case 'minLength':
    case 'minItems':
      if (Number(error.params.limit) > 1) break;
      return {code: 'KF209', at: here.location, message: `${subject(path)} is empty`};
    case 'enum':
    case 'const': {
      const choices = (error.params.allowedValues as unknown[] | undefined) ?? [error.params.allowedValue];
      const words = choices.map((choice) => `\`${String(choice)}\``).join(' or ');
      const at = hidden ? here.keyLocation : here.location;
      const found = hidden ? 'what is there' : `\`${here.text ?? ''}\``;
      return {code: 'KF204', at, message: `${subject(path)} takes ${words}, not ${found}`};
    }
    case 'oneOf':
    case 'anyOf': {
      const problem = kind && alternativeProblem(error, here, owner(path, root, document));
      if (problem) return problem;
      break;
    }
  }
  const types = typesOf(error);
  if (types === undefined) {
    return {
      code: 'KF222',
      at: hidden ? here.keyLocation : here.location,
      message: `${subject(path)} ${demand(error)}`,
      hint: (error.parentSchema as {description?: string} | undefined)?.description,
    };
  }
  return {
    code: 'KF202',
    at: hidden ? here.keyLocation : here.location,
    message: `${subject(path)} takes ${expectedWords(types, path)}, not ${foundWords(here, hidden)}`,
    hint: typeHint(types, here, hidden),
  };
}

/** The types that a value may have; undefined when something else is wrong with it. */
function typesOf({keyword, params, schema}: ErrorObject): string[] | undefined {
  if (keyword === 'type') return [params.type as string | string[]].flat();
  if (keyword !== 'anyOf') return undefined;
  const types = (schema as {type?: string}[]).map(({type}) => type);
  return types.every((type) => type !== undefined) ? types : undefined;
}

/** What the schema asks for, without what is there. */
function demand({keyword, params, message}: ErrorObject): string {
  switch (keyword) {
    case 'pattern':
      return `does not match the pattern \`${String(params.pattern)}\``;
    case 'oneOf':
    case 'anyOf':
      return `fits ${Array.isArray(params.passingSchemas) ? 'more than one' : 'none'} of the forms that it may have`;
    case 'dependencies':
    case 'dependentRequired':
      return `has \`${String(params.property)}\`, which needs \`${String(params.missingProperty)}\` beside it`;
    default:
      return message ?? `does not satisfy \`${keyword}\``;
  }
}

/** A value by its key, or by its position in a list: `` `chart` ``, `item 2 of `manifests``. */
function subject(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the document';
  return typeof last === 'string' ? `\`${last}\`` : `item ${last + 1} of ${subject(path.slice(0, -1))}`;
}

/** The thing that has keys: `the resource`, `step `web``, `` `helm` ``. */
function owner(path: Path, root: Cursor, document?: string): string {
  const last = path.at(-1);
  if (last === undefined)
    return document ?? (root.at('kflow', 'kind').text === 'Config' ? 'the config' : 'the resource');
  if (typeof last === 'string') return `\`${last}\``;
  const name = root.at(...path, 'name').text;
  const singular = {steps: 'step', phases: 'phase', runners: 'runner'}[String(path.at(-2))] ?? 'item';
  return name ? `${singular} \`${name}\`` : `${singular} ${last + 1}`;
}
