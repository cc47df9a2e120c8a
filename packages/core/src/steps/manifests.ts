import {listed} from './listed.js';
import type {StepKindDefinition} from './step-kind.js';

/** Kubernetes manifests for `kubectl apply`. */
export interface ManifestsSpec {
  kind: 'manifests';
  /** In declared order, directories and globs already expanded to files. */
  sources: ManifestSource[];
}

/** A manifest file, or a URL that kubectl fetches itself. */
export interface ManifestSource {
  type: 'file' | 'url';
  /** Absolute path or URL. */
  location: string;
  /** What the YAML said (a file, directory, glob or URL). */
  declared: string;
}

/** The step kind `manifests`. */
export const manifests: StepKindDefinition<string[], ManifestsSpec> = {
  type: 'manifests',
  async normalize(file, {at, paths}) {
    const [first] = file;
    const known = file.length === 1 && typeof first === 'string' ? paths.knownManifest(first) : undefined;
    if (known) return {kind: 'manifests', sources: [known]};
    const lists = await Promise.all(
      file.map((entry, index) => (entry === undefined ? [] : paths.manifests(at.at(index)))),
    );
    return {kind: 'manifests', sources: withoutTwins(lists.flat())};
  },
  summarize: ({sources}) =>
    sources.length === 1 ? sources[0]!.declared : listed([...new Set(sources.map(({declared}) => declared))]),
};

/** A file that two entries reach is applied once, where it is first named. */
function withoutTwins(sources: ManifestSource[]): ManifestSource[] {
  const first = new Map<string, ManifestSource>();
  for (const source of sources) if (!first.has(source.location)) first.set(source.location, source);
  return first.size === sources.length ? sources : [...first.values()];
}
