import {classNameFrom, scaffoldRunnerPackage} from '@kflow/core';
import {sdkVersion} from '@kflow/exec';
import type {ScaffoldFile} from '@kflow/core';
import {packageNameFor} from './runner-request.js';
import type {RunnerRequest} from './runner-request.js';

/** A runner package that does not exist yet. */
export interface RunnerPackage {
  dir: string;
  name: string;
  class: string;
  files: ScaffoldFile[];
}

/** The package's files; what is not said has a default, made of the directory's name. */
export function makeRunnerPackage(request: RunnerRequest): RunnerPackage {
  const name = request.name ?? packageNameFor(request);
  const known = {dir: request.dir, name, class: request.class ?? classNameFrom(name)};
  return {...known, ...scaffoldRunnerPackage({...known, sdk: sdkVersion()})};
}
