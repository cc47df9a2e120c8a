import type {ErrorObject} from 'ajv';
import type {Code} from '../../source/codes.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import type {Location} from '../../source/diagnostic.js';
import {unknownKeyHint} from './unknown-key-hint.js';
import {expectedWords, foundWords, typeHint} from './type-words.js';

/** A problem that the schema found, in kflow's words. */
export interface SchemaProblem {
  code: Code;
  at: Location;
  message: string;
  hint?: string;
}

type Path = (string | number)[];

/** What users put there may be secret: it is never shown. */
const secret = new Set(['literals', 'secretValues', 'values', 'config']);

/** Puts one of ajv's errors into words; undefined for those that another rule reports better. */
export function schemaProblem(error: ErrorObject, path: Path, root: Cursor): SchemaProblem | undefined {
  // rules/kflow-block.ts has the version and the kind; rules/no-resources.ts a config without resources.
  if (path[0] === 'kflow' && error.keyword !== 'additionalProperties') return undefined;
  if (path.length === 0 && error.keyword === 'required' && error.params.missingProperty === 'resources')
    return undefined;
  const here = root.at(...path);
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params.additionalProperty);
      const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {});
      return {
        code: 'KF201',
        at: here.at(key).keyLocation,
        message: `unknown key \`${key}\` in ${owner(path, root)}`,
        hint: unknownKeyHint(key, path, known),
      };
    }
    case 'required': {
      const key = String(error.params.missingProperty);
      const place = here.at(key);
      const message = place.node
        ? `\`${key}\` of ${owner(path, root)} has no value`
        : `${owner(path, root)} has no \`${key}\``;
      return {code: 'KF203', at: place.keyLocation, message};
    }
    case 'minLength':
    case 'minItems':
      return {code: 'KF209', at: here.location, message: `${subject(path)} is empty`};
    case 'enum':
    case 'const': {
      const choices = (error.params.allowedValues as unknown[] | undefined) ?? [error.params.allowedValue];
      const words = choices.map((choice) => `\`${String(choice)}\``).join(' or ');
      return {code: 'KF204', at: here.location, message: `${subject(path)} takes ${words}, not \`${here.text ?? ''}\``};
    }
    default: {
      const hidden = path.some((step) => secret.has(String(step)));
      const types = typesOf(error);
      return {
        code: 'KF202',
        at: hidden ? here.keyLocation : here.location,
        message: `${subject(path)} takes ${expectedWords(types, path)}, not ${foundWords(here, hidden)}`,
        hint: typeHint(types, here, hidden),
      };
    }
  }
}

function typesOf({keyword, params, schema}: ErrorObject): string[] {
  if (keyword === 'anyOf') return (schema as {type: string}[]).map(({type}) => type);
  return [params.type as string | string[]].flat();
}

/** A value by its key, or by its position in a list: `` `chart` ``, `item 2 of `manifests``. */
function subject(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the document';
  return typeof last === 'string' ? `\`${last}\`` : `item ${last + 1} of ${subject(path.slice(0, -1))}`;
}

/** The thing that has keys: `the resource`, `step `web``, `` `helm` ``. */
function owner(path: Path, root: Cursor): string {
  const last = path.at(-1);
  if (last === undefined) return root.at('kflow', 'kind').text === 'Config' ? 'the config' : 'the resource';
  if (typeof last === 'string') return `\`${last}\``;
  const name = root.at(...path, 'name').text;
  const singular = {steps: 'step', phases: 'phase', runners: 'runner'}[String(path.at(-2))] ?? 'item';
  return name ? `${singular} \`${name}\`` : `${singular} ${last + 1}`;
}
