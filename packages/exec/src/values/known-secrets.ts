import type {Plan, Project} from '@kflow/core';
import {processEnvironment} from '../ports/environment.js';
import type {Environment} from '../ports/environment.js';
import type {RunnerRegistry} from '../runners/registry.js';
import {declaredSecrets, shortestDeclared} from './declared-secrets.js';
import {fileSecrets} from './file-secrets.js';

/**
 * The secret values that are known before any step of a plan runs: those that the project declares, and those in the files of the plan's resources. What is
 * shorter than `shortestDeclared` is left out.
 *
 * @param env where `fromEnv` looks. Default `process.env`
 */
export async function knownSecrets(
  project: Project,
  plan: Pick<Plan, 'resources'>,
  runners: RunnerRegistry,
  env: Environment = processEnvironment(),
): Promise<string[]> {
  const names = new Set(plan.resources.map(({name}) => name));
  const files = await fileSecrets(
    project.resources.filter(({name}) => names.has(name)),
    env,
  );
  return [
    ...declaredSecrets(project, runners, env),
    ...files.filter((value) => value.trim().length >= shortestDeclared),
  ];
}
