import {isSecretName} from '../../values/secret-name.js';

/** As much of a JSON Schema as tells what is secret. */
interface Schema {
  writeOnly?: unknown;
  format?: unknown;
  properties?: {[key: string]: Schema};
  additionalProperties?: Schema | boolean;
  items?: Schema | Schema[];
}

/**
 * The texts in a runner's config that are secrets: those whose schema says `writeOnly: true` or `format: password` (how OpenAPI marks what must not
 * be shown), and those whose key says it (`password`, `apiToken`). All texts inside of a secret list or mapping are.
 *
 * @param schema the class's `configSchema`, if it has one
 */
export function secretConfig(config: unknown, schema?: object): string[] {
  return collect(config, schema as Schema | undefined, false);
}

function collect(value: unknown, schema: Schema | undefined, inSecret: boolean): string[] {
  const isSecret = inSecret || schema?.writeOnly === true || schema?.format === 'password';
  if (typeof value === 'string') return isSecret ? [value] : [];
  if (Array.isArray(value)) {
    const items = schema?.items;
    return value.flatMap((item, index) => collect(item, Array.isArray(items) ? items[index] : items, isSecret));
  }
  if (typeof value !== 'object' || value === null) return [];
  const {properties, additionalProperties: others} = schema ?? {};
  return Object.entries(value).flatMap(([key, inner]) => {
    const own = properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
    return collect(inner, own ?? (typeof others === 'object' ? others : undefined), isSecret || isSecretName(key));
  });
}
