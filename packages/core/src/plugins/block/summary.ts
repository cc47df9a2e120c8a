import {baseName} from '../../source/files/path.js';
import {listed} from '../../steps/listed.js';
import type {Value} from '../../source/yaml/exact-value.js';
import {isPathFormat, isSecretPath, isSecretSchema, schemaBelow, type BlockSchema} from '../schema/block-schema.js';

/** Characters of a summary. */
const longest = 200;
const placeholder = /\{([^{}:]*)(?::([^{}]*))?\}/g;

/** What may stand after the name of a field. */
const forms: {[name: string]: (text: string) => string} = {
  /** For texts that may hold secrets: how long it is. */
  lines(text) {
    const lines = text.trim().split('\n').length;
    return lines === 1 ? '1 line' : `${lines} lines`;
  },
};

/** What is wrong with the template of a summary; undefined when nothing is. */
export function summaryFlaw(template: string, schema: BlockSchema): string | undefined {
  for (const [whole, field = '', form] of template.matchAll(placeholder)) {
    const path = field.split('.');
    const part = path.reduce<BlockSchema | undefined>(schemaBelow, schema);
    if (part === undefined) return `\`${whole}\` names no field of the schema`;
    const isText = part.format?.startsWith('kflow-') || Array.isArray(part.enum);
    const types = [part.type ?? (isText ? 'string' : 'any')].flat();
    const isShown = form === undefined;
    if (form !== undefined && !Object.hasOwn(forms, form)) return `\`${whole}\`: there is only \`:lines\``;
    if (isShown && (isSecretPath(schema, path) || isSecretSchema(part))) return `\`${whole}\` would show a secret`;
    if (types.some((type) => type === 'object' || type === 'any'))
      return `\`${whole}\` is neither text nor a list of texts`;
  }
  return undefined;
}

/**
 * The line of a step in a plan: each `{field}` (`{a.b}` of a field inside of another) replaced by its value, a path by its last part, and what stands in
 * brackets left out when a field in it has none.
 */
export function fillSummary(template: string, block: {[key: string]: Value}, schema: BlockSchema): string {
  const parts = template.split(/(\[[^[\]]*\])/);
  const text = parts.map((part) => {
    const isOptional = part.startsWith('[') && part.endsWith(']');
    let isMissing = false;
    const filled = (isOptional ? part.slice(1, -1) : part).replaceAll(
      placeholder,
      (_, field: string, form?: string) => {
        const shown = fieldText(field.split('.'), block, schema);
        if (shown === undefined) isMissing = true;
        return shown === undefined ? '' : form === undefined ? shown : (forms[form]?.(shown) ?? shown);
      },
    );
    return isOptional && isMissing ? '' : filled;
  });
  const line = text.join('').replaceAll(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}...` : line;
}

function fieldText(path: string[], block: Value, schema: BlockSchema): string | undefined {
  let value: Value | undefined = block;
  let part: BlockSchema | undefined = schema;
  for (const step of path) {
    const inner: object = typeof value === 'object' && value !== null ? value : {};
    value = Object.hasOwn(inner, step) ? (inner as {[key: string]: Value})[step] : undefined;
    part = schemaBelow(part, step);
  }
  const isPath = isPathFormat(part?.format);
  const show = (item: Value): string => (isPath ? baseName(String(item)) : String(item));
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : listed(value.filter(isScalar).map(show));
  if (!isScalar(value)) return '$number' in value ? String(value.$number) : undefined;
  return show(value);
}

function isScalar(value: Value): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
