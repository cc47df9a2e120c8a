import {present} from '../source/draft.js';
import type {ScalarText} from '../source/yaml/scalar-text.js';
import type {StepKindDefinition} from './step-kind.js';

/** `docker buildx build`. */
export interface DockerBuildSpec {
  kind: 'dockerBuild';
  /** Absolute path of the build context, or the URL of one. */
  context: string;
  tag: string;
  /** Absolute path of the Dockerfile. */
  file?: string;
  buildArgs: {[key: string]: string};
  /** `push` and `load` exclude each other. */
  push: boolean;
  load: boolean;
  platform?: string;
  target?: string;
  /** Prepended to `tag`. */
  registry?: string;
  extraTags: string[];
  cacheFrom: string[];
  cacheTo?: string;
  labels: {[key: string]: string};
  builder?: string;
  noCache: boolean;
  pull: boolean;
  provenance?: string;
  sbom?: string;
  network?: string;
  onReload: 'build' | 'skip';
}

/** Builds an image: `docker buildx build`. */
export interface DockerBuildFile {
  /**
   * The build context: a directory, or a URL.
   * @minLength 1
   */
  context: string;
  /** The image's name and tag. */
  tag: ScalarText;
  /**
   * The Dockerfile; the one of the context by default.
   * @minLength 1
   */
  file?: string;
  /** Build arguments. */
  buildArgs?: {[key: string]: ScalarText};
  /** Push the image. Not together with `load`. */
  push?: boolean;
  /** Load the image into the local Docker. Not together with `push`. */
  load?: boolean;
  /** Platforms, e.g. `linux/amd64,linux/arm64`. */
  platform?: string;
  /** The stage of a multi-stage build. */
  target?: string;
  /** A registry that is put before `tag`. */
  registry?: string;
  /** More tags, in full. */
  extraTags?: string[];
  /** Where to read the build cache from. */
  cacheFrom?: string[];
  /** Where to write the build cache to. */
  cacheTo?: string;
  /** Labels of the image. */
  labels?: {[key: string]: ScalarText};
  /** A named buildx builder. */
  builder?: string;
  /** Build without the cache. */
  noCache?: boolean;
  /** Always pull the base images. */
  pull?: boolean;
  /** Provenance attestation: a boolean, or text like `mode=max`. */
  provenance?: ScalarText;
  /** SBOM attestation: a boolean, or text like `generator=...`. */
  sbom?: ScalarText;
  /** The network of RUN steps. */
  network?: string;
  /** What `reload` does; `build` by default. */
  onReload?: 'build' | 'skip';
}

/** The keys that pass through as they are when given. */
const plain = ['platform', 'target', 'registry', 'cacheTo', 'builder', 'network'] as const;

/** The step kind `dockerBuild`. */
export const dockerBuild: StepKindDefinition<DockerBuildFile, DockerBuildSpec> = {
  type: 'dockerBuild',
  async normalize(file, {at, paths}) {
    const texts = Object.fromEntries(
      [...plain, ...(['provenance', 'sbom'] as const)].flatMap((key) => {
        const text = file[key] === undefined ? undefined : at.at(key).text;
        return text === undefined ? [] : [[key, text]];
      }),
    );
    return {
      kind: 'dockerBuild',
      context: file.context === undefined ? '' : await paths.buildContext(at.at('context')),
      tag: at.at('tag').text ?? '',
      ...(file.file === undefined ? {} : {file: await paths.file(at.at('file'), 'Dockerfile')}),
      buildArgs: at.at('buildArgs').texts,
      push: file.push ?? false,
      load: file.load ?? false,
      ...texts,
      extraTags: present(file.extraTags),
      cacheFrom: present(file.cacheFrom),
      labels: at.at('labels').texts,
      noCache: file.noCache ?? false,
      pull: file.pull ?? false,
      onReload: file.onReload ?? 'build',
    };
  },
  summarize({tag, registry, push}) {
    return `${registry === undefined ? '' : `${registry}/`}${tag}${push ? ', pushed' : ''}`;
  },
};
