/** A helm release: `helm upgrade --install`. */
export interface HelmSpec {
  kind: 'helm';
  release: string;
  /** Absolute path of a local chart directory or archive, or `repo/chart`, `oci://...` or a plain chart name with `repo`. */
  chart: string;
  /** True when `chart` is a local path. */
  local: boolean;
  version?: string;
  repo?: {name?: string; url: string};
  /** Absolute paths. */
  valuesFiles: string[];
  /** Exactly as the YAML said; numbers that a double cannot hold are {@link ExactNumber}. */
  values: {[key: string]: Value};
  /** Dotted path -> where its value comes from; reaches helm on stdin and never a command line. */
  secretValues: {[path: string]: ValueSource};
}

/** A YAML value that stays exact. */
export type Value = string | number | boolean | null | ExactNumber | Value[] | {[key: string]: Value};

/** A number that a double cannot hold exactly, as its source digits. */
export interface ExactNumber {
  $number: string;
}

/** Where a secret value comes from. Exactly one key. */
export interface ValueSource {
  fromEnv?: string;
  /** Absolute path. */
  fromFile?: string;
  /** A bash command; its trimmed output. */
  fromCommand?: string;
}
