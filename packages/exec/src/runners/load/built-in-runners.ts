import type {Project} from '@kflow/core';
import {overriddenHooks} from './runner-class.js';
import type {RunnerClass} from './runner-class.js';
import type {RegisteredRunner} from '../registry.js';

/** Names of kflow's own runners: no module has to be declared for them, and no other runner may have them. */
export const builtInNames: readonly string[] = ['command'];

/** Those of kflow's own runners that a project uses. Nothing is loaded for a project that uses none. */
export async function builtInRunners(project: Project): Promise<RegisteredRunner[]> {
  const isUsed = project.resources.some(({steps}) =>
    steps.some(({spec}) => spec.kind === 'runner' && builtInNames.includes(spec.class)),
  );
  if (!isUsed) return [];
  const {CommandRunner} = await import('@kflow/runners/command');
  return [registered(CommandRunner as unknown as RunnerClass)];
}

function registered(runner: RunnerClass): RegisteredRunner {
  const {runnerName, description, configSchema} = runner as {
    runnerName: string;
    description: string;
    configSchema: object;
  };
  const specifier = '@kflow/runners/command';
  return {
    ...{name: runnerName, description, configSchema, file: specifier, specifier},
    hooks: overriddenHooks(runner),
    create: (config) => new runner(config),
  } as RegisteredRunner;
}
