/** `docker buildx build`. */
export interface DockerBuildSpec {
  kind: 'dockerBuild';
  /** Absolute path of the build context. */
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
