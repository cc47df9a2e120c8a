import type {ScalarText} from '../source/yaml/scalar-text.js';
import {dataSources} from './data-sources.js';
import type {StepKindDefinition} from './step-kind.js';

/** The sources of a Secret's or ConfigMap's data. */
export interface DataSources {
  /** The object's name; the step's name by default. */
  name: string;
  /** Key -> value. */
  literals: {[key: string]: string};
  /** Key -> name of an environment variable. */
  fromEnv: {[key: string]: string};
  /** `key` is the file's base name unless the YAML said `key=path`. Absolute paths. */
  fromFiles: {key: string; path: string}[];
  /** Absolute path of a dotenv file. */
  fromEnvFile?: string;
  /** Key -> bash command; its trimmed output. */
  fromCommand: {[key: string]: string};
  /** Leave an object that exists as it is, and never delete it. */
  ifNotExists: boolean;
}

/** A generic Secret, built in-process and handed to kubectl on stdin. */
export interface SecretSpec extends DataSources {
  kind: 'secret';
}

/** A generic Secret. Its values never stand on a command line. */
export interface SecretFile {
  /**
   * The Secret's name; the step's name by default.
   * @minLength 1
   */
  name?: string;
  /** Its namespace; the step's by default. */
  namespace?: string;
  /** Key -> value. */
  literals?: {[key: string]: ScalarText};
  /** Key -> name of an environment variable. */
  fromEnv?: {[key: string]: ScalarText};
  /** Files, `path` or `key=path`. */
  fromFiles?: string[];
  /** A file of `KEY=value` lines. */
  fromEnvFile?: string;
  /** Key -> bash command; its trimmed output is the value. */
  fromCommand?: {[key: string]: ScalarText};
  /** Leave a Secret that exists as it is. */
  ifNotExists?: boolean;
}

/** The step kind `secret`. */
export const secret: StepKindDefinition<SecretFile, SecretSpec> = {
  type: 'secret',
  async normalize(file, context) {
    return {kind: 'secret', ...(await dataSources(file, context))};
  },
  summarize: ({name}) => name,
};
