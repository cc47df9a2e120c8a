/** The parts of a JSON schema that help shows. */
export interface FieldSchema {
  description?: string;
  properties?: {[field: string]: {description?: string}};
  required?: readonly string[];
}

/** The fields of a schema, a line each: `name (required)   what it is`. Long texts are wrapped at 100 columns. */
export function fieldLines({properties = {}, required = []}: FieldSchema): string {
  const rows = Object.entries(properties).map(([name, {description = ''}]) => ({
    left: required.includes(name) ? `${name} (required)` : name,
    description,
  }));
  const width = Math.max(...rows.map(({left}) => left.length)) + 2;
  return rows.map(({left, description}) => `  ${left.padEnd(width)}${hanging(description, width + 2)}`).join('\n');
}

function hanging(text: string, indent: number): string {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)!;
    if (last !== '' && indent + last.length + 1 + word.length > 100) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}
