import type {Plan, Project} from '@kflow/core';
import type {RunnerRegistry} from '../runners/registry.js';
import {declaredSecrets, shortestDeclared} from './declared-secrets.js';
import {fileSecrets} from './file-secrets.js';

/**
 * The secret values that are known before any step of a plan runs: those that the project declares, and those in the files of the plan's resources. What is
 * shorter than `shortestDeclared` is left out.
 */
export async function knownSecrets(
  project: Project,
  plan: Pick<Plan, 'resources'>,
  runners: RunnerRegistry,
): Promise<string[]> {
  const names = new Set(plan.resources.map(({name}) => name));
  const files = await fileSecrets(project.resources.filter(({name}) => names.has(name)));
  return [...declaredSecrets(project, runners), ...files.filter((value) => value.trim().length >= shortestDeclared)];
}
