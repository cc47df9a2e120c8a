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
