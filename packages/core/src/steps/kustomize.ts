/** A kustomization for `kubectl apply -k`. */
export interface KustomizeSpec {
  kind: 'kustomize';
  /** Absolute path of the directory that holds the kustomization file. */
  path: string;
}
