import type {DataSources} from './secret.js';

/** A ConfigMap, built in-process and handed to kubectl on stdin. */
export interface ConfigMapSpec extends DataSources {
  kind: 'configmap';
  /** Absolute path of a directory, each of whose files becomes a key. */
  fromDir?: string;
}
