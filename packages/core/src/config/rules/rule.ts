import type {PluginKinds} from '../../plugins/plugin-kinds.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import type {Draft} from '../../source/draft.js';
import type {Report} from '../../source/report.js';
import type {ConfigFile} from '../config-file.js';
import type {DeclaredStep} from '../read/declared-steps.js';
import type {ResourceFile} from '../resource-file.js';

/** One named thing that a project has to get right, beyond the shape of its files. It reads drafts: anything may be absent. */
export interface Rule<Subject> {
  /** The name of its file. */
  name: string;
  check(subject: Subject, report: Report): void;
}

/** The root config. */
export interface ConfigSubject {
  file: Draft<ConfigFile>;
  at: Cursor;
}

/** One ResourceDefinition. */
export interface ResourceSubject {
  file: Draft<ResourceFile>;
  at: Cursor;
  steps: DeclaredStep[];
}

/** One step of one resource. */
export interface StepSubject extends DeclaredStep {
  resource: Draft<ResourceFile>;
  /** The step kinds of the project's plugins. */
  plugged: PluginKinds;
}

/** What the project as a whole has to know of a resource. */
export interface DeclaredResource {
  name: string | undefined;
  nameAt: Cursor;
  phase: string | undefined;
  phaseAt: Cursor;
}

/** Everything. */
export interface ProjectSubject {
  config: ConfigSubject;
  /** In declared order. */
  resources: DeclaredResource[];
  /** False when some file could not be read as what it should be: then what is missing may stand there. */
  complete: boolean;
}
