/** A Namespace with labels and annotations. */
export interface CreateNamespaceSpec {
  kind: 'createNamespace';
  /** The resource's namespace by default. */
  name: string;
  labels: {[key: string]: string};
  annotations: {[key: string]: string};
  /** Leave a namespace that exists as it is. */
  ifNotExists: boolean;
  deleteOnDestroy: boolean;
}
