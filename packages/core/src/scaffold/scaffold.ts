import type {ProposedResource} from './propose-resources.js';
import type {LeftOut} from './unit.js';

/** A file that a new project consists of. */
export interface ScaffoldFile {
  /** Absolute. */
  path: string;
  text: string;
}

/** A project that does not exist yet. */
export interface Scaffold {
  /** The root config first. */
  files: ScaffoldFile[];
  phases: {name: string; description?: string}[];
  resources: Pick<ProposedResource, 'name' | 'namespace' | 'phase' | 'dependsOn' | 'content'>[];
  /** What was found and became no part of it. */
  leftOut: LeftOut[];
}
