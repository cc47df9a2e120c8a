import type {Project} from '../../config/project.js';
import type {Diagnostic} from '../../source/diagnostic.js';
import type {GraphCode} from '../codes.js';
import {indexProject} from './project-index.js';
import {collectWaiters} from './waiters.js';

/** Names that stand twice, and dependencies that are ignored, are told otherwise. */
const codes: readonly string[] = ['KF311', 'KF312', 'KF313'] satisfies GraphCode[];

/**
 * The entries of `dependsOn` that name nothing, or cannot be understood: for a project that has other errors, and of which no
 * graph will be made. All names have to be known, else what is missing may stand where nobody could read it.
 */
export function referenceErrors(project: Project): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  collectWaiters(indexProject(project), diagnostics);
  return diagnostics.filter(({code}) => codes.includes(code));
}
