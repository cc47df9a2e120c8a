import type {Answer} from './prompter.js';

/** Longest name of most Kubernetes objects that are also DNS labels. */
const label = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const namespaceLabel = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** As core's rule for names of resources; phases have none, but these can be typed without quotes. */
const phaseName = /^[\p{L}\p{N}_][\p{L}\p{N}_.:@+-]*$/u;

/** The name of the first resource, which its example manifest and its release go by as well. */
export function readName(text: string): Answer<string> {
  return label.test(text)
    ? {value: text}
    : {problem: `\`${text}\` is not a name: lower-case letters, digits and \`-\`, beginning with a letter, up to 63`};
}

/** A namespace. */
export function readNamespace(text: string): Answer<string> {
  return namespaceLabel.test(text)
    ? {value: text}
    : {problem: `\`${text}\` is not a namespace: lower-case letters, digits and \`-\`, up to 63`};
}

/** Names of phases, separated by commas or spaces. */
export function readPhases(text: string): Answer<string[]> {
  const names = text.split(/[\s,]+/).filter((name) => name !== '');
  const bad = names.find((name) => !phaseName.test(name));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (names.length === 0) return {problem: 'name at least one phase'};
  if (bad !== undefined) return {problem: `\`${bad}\` is not a name: letters, digits and \`_ . - : @ +\``};
  return twice === undefined ? {value: names} : {problem: `\`${twice}\` stands twice`};
}

/** npm's own rule for new packages, with or without a scope. */
const packageName = /^(@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/;

/** The name of an npm package. */
export function readPackageName(text: string): Answer<string> {
  return packageName.test(text) && text.length <= 214
    ? {value: text}
    : {
        problem: `\`${text}\` is not a name of an npm package: lower-case letters, digits and \`- . _\`, maybe after \`@scope/\``,
      };
}

/** The name of a runner's class. */
export function readClassName(text: string): Answer<string> {
  if (text === 'BaseRunner') return {problem: '`BaseRunner` is the class that it extends: name it after what it does'};
  return /^[A-Z][A-Za-z0-9]*$/.test(text)
    ? {value: text}
    : {problem: `\`${text}\` is not a name of a class: letters and digits, beginning with a capital`};
}

/** A name for the first resource, from that of a directory. */
export function nameFrom(directory: string): string {
  const name = directory
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 63)
    .replace(/-+$/, '');
  return name === '' ? 'web' : name;
}
