import {dataSources} from './data-sources.js';
import type {DataSources, SecretFile} from './secret.js';
import type {StepKindDefinition} from './step-kind.js';

/** A ConfigMap, built in-process and handed to kubectl on stdin. */
export interface ConfigMapSpec extends DataSources {
  kind: 'configmap';
  /** Absolute path of a directory, each of whose files becomes a key. */
  fromDir?: string;
}

/** A ConfigMap: the keys of `secret`, and `fromDir`. */
export interface ConfigMapFile extends SecretFile {
  /** A directory, each of whose files becomes a key. */
  fromDir?: string;
}

/** The step kind `configmap`. */
export const configmap: StepKindDefinition<ConfigMapFile, ConfigMapSpec> = {
  type: 'configmap',
  async normalize(file, context) {
    return {
      kind: 'configmap',
      ...(await dataSources(file, context)),
      ...(file.fromDir ? {fromDir: await context.paths.directory(context.at.at('fromDir'), 'directory')} : {}),
    };
  },
  summarize: ({name}) => name,
};
