import type {Project} from '@kflow/core';
import type {CommandConfig} from '@kflow/runners/command';
import {overriddenHooks} from './runner-class.js';
import type {RunnerClass} from './runner-class.js';
import type {RegisteredRunner, RunnerInstance} from '../registry.js';

/** Names of kflow's own runners: no module has to be declared for them, and no other runner may have them. */
export const builtInNames: readonly string[] = ['command'];

/** Those of kflow's own runners that a project uses. Nothing is loaded for a project that uses none. */
export async function builtInRunners(project: Project): Promise<RegisteredRunner[]> {
  const isUsed = project.resources.some(({steps}) =>
    steps.some(({spec}) => spec.kind === 'runner' && builtInNames.includes(spec.class)),
  );
  if (!isUsed) return [];
  const {CommandRunner} = await import('@kflow/runners/command');
  const {runnerName: name, description, configSchema} = CommandRunner;
  const specifier = '@kflow/runners/command';
  return [
    {
      ...{name, description, configSchema, specifier, file: specifier},
      hooks: overriddenHooks(CommandRunner as unknown as RunnerClass),
      // The schema has seen to it that this is one.
      create: (config) => new CommandRunner(config as unknown as CommandConfig) as unknown as RunnerInstance,
    },
  ];
}
