import type {Project} from '@kflow/core';
import type {RegisteredRunner} from '@kflow/exec';
import type {RunnerDescription} from '../json-output/runner-list.js';
import {configFields} from './config-fields.js';
import {exampleBlock} from './example-block.js';
import type {NamedAs} from './example-block.js';
import {listedRunner} from './listed-runner.js';

/** All that there is to know of a runner before one uses it. */
export function describeRunner(runner: RegisteredRunner, project: Project): RunnerDescription {
  return {
    ...listedRunner(runner),
    fields: runner.configSchema ? configFields(runner.configSchema) : [],
    example: exampleBlock(runner, namedAs(runner, project)),
  };
}

/** A module of the root config is known everywhere; another has to be named by the step. */
function namedAs({name, package: from, specifier}: RegisteredRunner, {runners}: Project): NamedAs {
  if (runners.some((module) => module.specifier === specifier)) return {class: name};
  return from ? {class: `${specifier}/${name}`} : {class: name, file: specifier};
}
