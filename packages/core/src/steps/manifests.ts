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
