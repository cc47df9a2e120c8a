/** Characters of a name of a phase, a resource or a step: as many as Kubernetes gives to an object's. */
export const longestName = 253;

/** What to do about a name of a resource or a step that is none. */
export function nameHint(name: string): string {
  return name.length > longestName
    ? `use up to ${longestName} characters`
    : 'use letters, digits, `-`, `_` and `.`, beginning with a letter or digit';
}
