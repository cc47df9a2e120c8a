/**
 * What one entry exports, item by item: each name, and each member of it, with its declaration in one line. `Plan`, `Plan.phases`, `execute`.
 *
 * @param {any} model api-extractor's, of one entry
 * @returns {{[item: string]: {text: string, optional?: true}}}
 */
export function exportedItems(model) {
  const items = {};
  for (const declaration of model.members[0].members) add(items, '', declaration);
  return items;
}

function add(items, prefix, declaration) {
  if (declaration.releaseTag === 'Internal') return;
  const {kind, members = []} = declaration;
  const name = `${prefix}${nameOf(declaration)}`;
  const text = declaration.excerptTokens.map((token) => token.text).join('');
  const properties = kind === 'Variable' ? propertiesOf(text) : undefined;
  const overload = items[name];
  items[name] = {
    text: overload
      ? `${overload.text} ${oneLine(text)}`
      : properties
        ? `${oneLine(text.slice(0, text.indexOf('{')))} {…}`
        : oneLine(text),
    ...(declaration.isOptional ? {optional: true} : {}),
  };
  for (const [property, type] of properties ?? []) items[`${name}.${property}`] = {text: `${property}: ${type}`};
  for (const member of members) add(items, `${name}.`, member);
}

function nameOf({kind, name}) {
  if (kind === 'Constructor' || kind === 'ConstructSignature') return 'new';
  if (kind === 'CallSignature') return '()';
  return kind === 'IndexSignature' ? '[]' : name;
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim();
}

/** The properties of a constant whose type is nothing but a list of them, such as a catalogue of codes: each can come and go by itself. */
function propertiesOf(text) {
  const [, body] = /^[^{]*\{\n([^{}]*)\}$/.exec(text.trim()) ?? [];
  const lines = body?.trim().split('\n') ?? [];
  const found = lines.map((line) => /^\s*readonly ['"]?([\w-]+)['"]?: ([^;]+);$/.exec(line));
  return lines.length > 1 && found.every(Boolean) ? found.map(([, name, type]) => [name, type]) : undefined;
}
