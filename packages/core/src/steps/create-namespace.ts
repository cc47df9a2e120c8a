import type {ScalarText} from '../source/yaml/scalar-text.js';
import type {StepKindDefinition} from './step-kind.js';

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

/** A Namespace with labels and annotations. `{}` takes the defaults. */
export interface CreateNamespaceFile {
  /**
   * The Namespace's name; the step's namespace by default, else the resource's.
   * @minLength 1
   */
  name?: string;
  /** Its labels. */
  labels?: {[key: string]: ScalarText};
  /** Its annotations. */
  annotations?: {[key: string]: ScalarText};
  /** Leave a Namespace that exists as it is. */
  ifNotExists?: boolean;
  /** Delete it at the end of a destroy, unless others have something in it. */
  deleteOnDestroy?: boolean;
}

/** The step kind `createNamespace`. */
export const createNamespace: StepKindDefinition<CreateNamespaceFile, CreateNamespaceSpec> = {
  type: 'createNamespace',
  async normalize(file, {at, namespace}) {
    return {
      kind: 'createNamespace',
      name: file.name ?? namespace,
      labels: at.at('labels').texts,
      annotations: at.at('annotations').texts,
      ifNotExists: file.ifNotExists ?? false,
      deleteOnDestroy: file.deleteOnDestroy ?? false,
    };
  },
  summarize: ({name}) => name,
};
