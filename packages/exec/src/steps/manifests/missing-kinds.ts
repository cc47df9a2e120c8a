/** A kind that the API server does not serve. */
export interface MissingKind {
  group: string;
  kind: string;
}

/** What kubectl said about kinds that it found nowhere. */
export interface MissingKinds {
  /** Each once. */
  kinds: MissingKind[];
  /** Whether it complained about nothing else. */
  nothingElse: boolean;
}

/**
 * `no matches for kind "Widget" in version "example.com/v1"` (or `in group "example.com"`), inside of messages of
 * several forms.
 */
const noMatch = /no matches for kind "([^"]+)" in (?:version|group) "([^"]*)"/g;

const quoted = '"(?:[^"\\\\]|\\\\.)*"';

/** The whole of a message about one object; kubectl 1.23 and before worded it otherwise. */
const message = new RegExp(
  `(?:resource mapping not found for name: ${quoted} namespace: ${quoted} from ${quoted}|unable to recognize ${quoted}): ` +
    `${noMatch.source}(?:\\nensure CRDs are installed first)?`,
  'g',
);

/**
 * Reads kubectl's stderr for kinds that are not served, such as those of a CustomResourceDefinition that is not there
 * (yet).
 */
export function missingKinds(stderr: string): MissingKinds {
  const kinds = new Map<string, MissingKind>();
  for (const [, kind = '', version = ''] of stderr.matchAll(noMatch)) {
    const slash = version.indexOf('/');
    const group = slash >= 0 ? version.slice(0, slash) : version.includes('.') ? version : '';
    kinds.set(`${group}/${kind}`, {group, kind});
  }
  // Several complaints stand in brackets, with commas between: what is left without those about kinds is
  // punctuation, or a complaint.
  const rest = stderr
    .replace(message, '')
    .replace(/^Warning:.*$/gm, '')
    .replace(/^error: /gm, '');
  return {kinds: [...kinds.values()], nothingElse: kinds.size > 0 && /^[\s,[\]]*$/.test(rest)};
}
