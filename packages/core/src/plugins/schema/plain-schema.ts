import type {BlockSchema} from './block-schema.js';

/** The types of kflow's formats, before what is written has been made what the handler gets. */
const types: {[format: string]: string | string[]} = {
  'kflow-text': ['string', 'number', 'boolean'],
  'kflow-duration': ['number', 'string'],
  'kflow-path': 'string',
  'kflow-file': 'string',
  'kflow-directory': 'string',
  'kflow-new-path': 'string',
};

/**
 * A schema as tools that know nothing of kflow's formats need it: for a text that may be written without quotes a scalar of any type, for a duration a
 * number or text.
 *
 * @param textType of `kflow-text`; `string` for data in which such a text is one already
 */
export function plainSchema(schema: BlockSchema, textType = types['kflow-text']): BlockSchema {
  const {format, ...rest} = mapSchemas(schema, (inner) => plainSchema(inner, textType));
  if (format === undefined || !Object.hasOwn(types, format)) return format === undefined ? rest : {...rest, format};
  return {...rest, type: format === 'kflow-text' ? textType : types[format]};
}

const named = new Set(['properties', 'patternProperties', 'dependencies']);
const single = new Set(['additionalProperties', 'items', 'contains', 'propertyNames', 'not', 'if', 'then', 'else']);
const listed = new Set(['items', 'allOf', 'anyOf', 'oneOf']);

/** A schema with each of the schemas directly in it replaced. What is data (`default`, `enum`) stays. */
function mapSchemas(schema: BlockSchema, replace: (inner: BlockSchema) => BlockSchema): BlockSchema {
  const inner = (value: unknown): unknown => (isSchema(value) ? replace(value) : value);
  const made = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    if (named.has(keyword) && isSchema(value))
      return [keyword, Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inner(each)]))];
    if (listed.has(keyword) && Array.isArray(value)) return [keyword, value.map(inner)];
    return [keyword, single.has(keyword) ? inner(value) : value];
  });
  return Object.fromEntries(made);
}

function isSchema(value: unknown): value is BlockSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
