import type {Location} from '../source/diagnostic.js';

/** A Kubernetes object as far as sorting it needs to know. */
export interface ScaffoldObject {
  /** API group; '' for the core group. */
  group: string;
  kind: string;
  name: string;
  /** As written; absent for cluster-scoped objects and for those that take the namespace of the call. */
  namespace?: string;
  /** `metadata.labels`. */
  labels: {[key: string]: string};
  /** All of it, as plain data. */
  body: unknown;
}

/** What goes to the cluster as a whole and is never taken apart: a manifest file, a kustomization, a helm chart. */
export type ScaffoldUnit = ManifestUnit | KustomizationUnit | ChartUnit;

/** A file of manifests. kubectl reads it as it is, so all of its objects stay together. */
export interface ManifestUnit {
  type: 'manifest';
  /** Absolute path of the file. */
  path: string;
  /** In the order of the file; the items of a List one by one. */
  objects: ScaffoldObject[];
}

/** A directory with a kustomization. */
export interface KustomizationUnit {
  type: 'kustomization';
  /** Absolute path of the directory. */
  path: string;
  /** What its local resources declare, with its namespace, prefix and suffix; what it generates or fetches is not among them. */
  objects: ScaffoldObject[];
  /** The namespace that it puts its objects into, if it says one. */
  namespace?: string;
  /** False when patches, components or the like may rename or remove objects. */
  literal: boolean;
}

/** A directory with a helm chart. */
export interface ChartUnit {
  type: 'chart';
  /** Absolute path of the directory. */
  path: string;
  /** The definitions in its `crds` directory; templates are not rendered. */
  objects: ScaffoldObject[];
  /** `name` of its Chart.yaml. */
  name: string;
  /** The kinds that its templates name outright. */
  kinds: string[];
}

/** A file or directory that became no part of the project. */
export interface LeftOut {
  /** Absolute path. */
  path: string;
  /** Why, in a few words. */
  why: string;
  /** The place in the file, when there is one. */
  at?: Location;
}

/** What a directory holds. */
export interface ManifestScan {
  /** Absolute path of the directory. */
  dir: string;
  /** By path. */
  units: ScaffoldUnit[];
  /** By path. */
  leftOut: LeftOut[];
}
