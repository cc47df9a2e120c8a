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

/** `no matches for kind "Widget" in version "example.com/v1"` (or `in group "example.com"`), inside of lines of several forms. */
const noMatch = /no matches for kind "([^"]+)" in (?:version|group) "([^"]*)"/g;

/** Lines that are no complaint of their own. */
const harmless = /^(?:Warning:|ensure CRDs are installed first|\s*$)/;

/** Reads kubectl's stderr for kinds that are not served, such as those of a CustomResourceDefinition that is not there (yet). */
export function missingKinds(stderr: string): MissingKinds {
  const kinds = new Map<string, MissingKind>();
  for (const [, kind = '', version = ''] of stderr.matchAll(noMatch)) {
    const slash = version.indexOf('/');
    const group = slash >= 0 ? version.slice(0, slash) : version.includes('.') ? version : '';
    kinds.set(`${group}/${kind}`, {group, kind});
  }
  const others = stderr.split('\n').filter((line) => !harmless.test(line) && line.search(noMatch) < 0);
  return {kinds: [...kinds.values()], nothingElse: kinds.size > 0 && others.length === 0};
}
