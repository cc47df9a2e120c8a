import {blockSecrets} from '@kflow/core';
import type {Plugin, Project, Step} from '@kflow/core';
import {plainConfig} from '../runners/check/plain-config.js';
import {secretConfig} from '../runners/check/secret-config.js';
import type {Environment} from '../ports/environment.js';
import type {RunnerRegistry} from '../runners/registry.js';
import {isSecretName} from './secret-name.js';

/** Shorter values are words that also stand elsewhere: masking them ahead of time would make holes into what is shown. */
export const shortestDeclared = 6;

/**
 * The secret values that are known before any step has run: what the project takes from the environment, the literals of its `secret` steps, the
 * secret part of its runners' configs and of its plugins' blocks, and the variables that are secrets by their names. They are masked from the first event on, so that a script
 * which prints one before the step that declares it is masked as well. What commands give follows when their step runs them.
 *
 * @param env where `fromEnv` looks
 */
export function declaredSecrets(
  {resources, plugins = []}: Pick<Project, 'resources' | 'plugins'>,
  runners: RunnerRegistry,
  env: Environment,
): string[] {
  const steps = resources.flatMap((resource) => resource.steps);
  const variables = [...Object.keys(env).filter(isSecretName), ...steps.flatMap(variablesOf)];
  const values = [
    ...variables.map((name) => env[name] ?? ''),
    ...steps.flatMap((step) => valuesOf(step, runners, plugins)),
  ];
  return [...new Set(values)].filter((value) => value.trim().length >= shortestDeclared);
}

/** The variables whose values a step takes for secrets. */
function variablesOf({spec}: Step): string[] {
  if (spec.kind === 'secret') return Object.values(spec.fromEnv);
  return spec.kind === 'helm' ? Object.values(spec.secretValues).flatMap(({fromEnv}) => fromEnv ?? []) : [];
}

/** The secrets that stand in the project's files themselves. */
function valuesOf({spec}: Step, runners: RunnerRegistry, plugins: readonly Plugin[]): string[] {
  if (spec.kind === 'secret') return Object.values(spec.literals);
  if (spec.kind === 'plugin') {
    const kind = plugins.flatMap(({kinds}) => kinds).find(({name}) => name === spec.name);
    return blockSecrets(spec.block, kind?.schema, isSecretName);
  }
  if (spec.kind !== 'runner') return [];
  return secretConfig(plainConfig(spec.config), runners.find(spec.class, spec.module?.path)?.configSchema);
}
