/** An element of a document, with the text directly in it. */
export interface XmlElement {
  name: string;
  attributes: {[name: string]: string};
  text: string;
}

const entities: {[name: string]: string} = {amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'"};

/**
 * The elements of an XML document, in order. Throws unless it is well-formed: strict where programs that read SVG are, so that
 * text that was not escaped does not pass.
 */
export function xmlElements(xml: string): XmlElement[] {
  const elements: XmlElement[] = [];
  const open: XmlElement[] = [];
  const token = /<(\/?)([A-Za-z][\w-]*)((?:\s+[A-Za-z][\w:-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const found = token.exec(xml);
    if (!found) throw new Error(`not XML: ${xml.slice(at, at + 80)}`);
    const [, closing, name = '', attributes = '', empty, text] = found;
    if (text !== undefined) {
      const last = open.at(-1);
      if (last) last.text += decode(text);
      else if (text.trim() !== '') throw new Error(`text outside: ${text}`);
    } else if (closing) {
      const last = open.pop();
      if (last?.name !== name) throw new Error(`</${name}> closes <${last?.name ?? 'nothing'}>`);
    } else {
      const pairs = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)];
      const element = {
        name,
        text: '',
        attributes: Object.fromEntries(pairs.map(([, key, value]) => [key, decode(value!)])),
      };
      elements.push(element);
      if (!empty) open.push(element);
    }
  }
  if (open.length > 0) throw new Error(`never closed: ${open.map(({name}) => name).join(', ')}`);
  return elements;
}

function decode(text: string): string {
  return text.replaceAll(/&([^;]*);?/g, (_, name: string) => {
    const character = entities[name];
    if (character === undefined) throw new Error(`not an entity: &${name}`);
    return character;
  });
}
