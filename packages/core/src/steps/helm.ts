import type {Draft} from '../source/draft.js';
import type {Cursor} from '../source/yaml/cursor.js';
import type {Value} from '../source/yaml/exact-value.js';
import type {ScalarText} from '../source/yaml/scalar-text.js';
import {baseName} from '../source/files/path.js';
import type {StepContext, StepKindDefinition} from './step-kind.js';

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

/** Where a secret value comes from. Exactly one key. */
export interface ValueSource {
  fromEnv?: string;
  /** Absolute path. */
  fromFile?: string;
  /** A bash command; its trimmed output. */
  fromCommand?: string;
}

/** A helm release: `helm upgrade --install`. */
export interface HelmFile {
  /**
   * The release's name; the resource's name by default.
   * @minLength 1
   */
  release?: string;
  /**
   * `repo/chart`, `oci://registry/chart`, a chart's name with `repo`, or the path of a local chart.
   * @minLength 1
   */
  chart: string;
  /** The chart's version; the newest by default. */
  version?: ScalarText;
  /** The chart repository. Your own helm repository file is never touched. */
  repo?: HelmRepoFile;
  /** Values files, later ones win over earlier ones. */
  valuesFiles?: string[];
  /** Values that win over the values files. */
  values?: {[key: string]: unknown};
  /** Values that are secret: dotted path -> where it comes from. They reach helm on stdin, never on a command line. */
  secretValues?: {[key: string]: ValueSourceFile};
  /** The release's namespace; the step's by default. */
  namespace?: string;
}

/** A chart repository. */
export interface HelmRepoFile {
  /** The name before the `/` of `chart`. */
  name?: string;
  /**
   * The repository's URL.
   * @minLength 1
   */
  url: string;
}

/** Where a secret value comes from: exactly one of the keys. */
export interface ValueSourceFile {
  /** Name of an environment variable. */
  fromEnv?: string;
  /** Path of a file. */
  fromFile?: string;
  /** A bash command; its trimmed output. */
  fromCommand?: string;
}

/** The step kind `helm`. */
export const helm: StepKindDefinition<HelmFile, HelmSpec> = {
  type: 'helm',
  async normalize(file, context) {
    const {at, paths, resource} = context;
    const version = at.at('version').text;
    const [chart, valuesFiles, secretValues] = await Promise.all([
      paths.chart(at.at('chart'), file.chart ?? '', file.repo !== undefined),
      Promise.all(
        (file.valuesFiles ?? []).flatMap((entry, index) =>
          entry === undefined ? [] : [paths.file(at.at('valuesFiles', index), 'values file')],
        ),
      ),
      readSources(file.secretValues ?? {}, context),
    ]);
    return {
      kind: 'helm',
      release: file.release ?? resource,
      ...chart,
      ...(file.version === undefined || version === undefined ? {} : {version}),
      ...(file.repo
        ? {repo: {...(file.repo.name === undefined ? {} : {name: file.repo.name}), url: file.repo.url ?? ''}}
        : {}),
      valuesFiles,
      values: file.values ? valuesOf(at.at('values')) : {},
      secretValues,
    };
  },
  summarize({release, chart, local, version}) {
    return `${local ? baseName(chart) : chart}${version === undefined ? '' : ` ${version}`} as ${release}`;
  },
};

/** The exact content of a mapping; nothing when it is none. */
export function valuesOf(at: Cursor): {[key: string]: Value} {
  return Object.fromEntries(at.children().map(([key, child]) => [key, child.value]));
}

async function readSources(
  sources: {[key: string]: Draft<ValueSourceFile> | undefined},
  {at, paths}: StepContext,
): Promise<{[path: string]: ValueSource}> {
  const entries = Object.entries(sources).map(async ([key, source = {}]): Promise<[string, ValueSource]> => {
    const place = at.at('secretValues', key, 'fromFile');
    if (source.fromFile !== undefined) return [key, {fromFile: await paths.file(place, 'file')}];
    return [key, source.fromEnv === undefined ? {fromCommand: source.fromCommand ?? ''} : {fromEnv: source.fromEnv}];
  });
  return Object.fromEntries(await Promise.all(entries));
}
