/**
 * What a JSON Schema promises, item by item: each definition, and each field of it. Descriptions are not among it.
 *
 * @param {string} file its name, e.g. `plan.schema.json`
 * @param {any} schema
 * @returns {{[item: string]: {text: string, optional?: true}}} `plan.schema.json`, `plan.schema.json#PlanStep`, `plan.schema.json#PlanStep.summary`
 */
export function schemaItems(file, schema) {
  const items = {};
  const {definitions = {}, $schema: _, title: __, ...rest} = schema;
  describe(file, `${file}#`, rest);
  for (const [name, definition] of Object.entries(definitions)) {
    describe(`${file}#${name}`, `${file}#${name}.`, definition);
  }
  return items;

  function describe(name, prefix, node) {
    const {properties = {}, required = [], ...shape} = node;
    items[name] = {text: canonical(shape)};
    for (const [field, type] of Object.entries(properties)) {
      const needed = required.includes(field);
      items[`${prefix}${field}`] = {text: canonical({...type, required: needed})};
    }
  }
}

/** The same text for the same meaning. */
function canonical(node) {
  return JSON.stringify(bare(node));
}

function bare(node) {
  if (Array.isArray(node)) {
    const all = node.map(bare);
    return all.every((each) => typeof each === 'string') ? all.sort() : all;
  }
  if (typeof node !== 'object' || node === null) return node;
  const keys = Object.keys(node)
    .filter((key) => key !== 'description')
    .sort();
  return Object.fromEntries(keys.map((key) => [key, bare(node[key])]));
}
