import {baseName} from '../source/files/path.js';
import type {StepKindDefinition} from './step-kind.js';

/** A kustomization for `kubectl apply -k`. */
export interface KustomizeSpec {
  kind: 'kustomize';
  /** Absolute path of the directory that holds the kustomization file. */
  path: string;
}

/** A kustomization: `kubectl apply -k`. */
export interface KustomizeFile {
  /**
   * The directory that holds the `kustomization.yaml`.
   * @minLength 1
   */
  path: string;
}

/** The step kind `kustomize`. */
export const kustomize: StepKindDefinition<KustomizeFile, KustomizeSpec> = {
  type: 'kustomize',
  async normalize(file, {at, paths}) {
    return {kind: 'kustomize', path: file.path === undefined ? '' : await paths.kustomization(at.at('path'))};
  },
  summarize: ({path}) => baseName(path),
};
