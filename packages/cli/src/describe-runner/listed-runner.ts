import type {RegisteredRunner} from '@kflow/exec';
import type {ListedRunner} from '../json-output/runner-list.js';
import {displayPath} from '../terminal/display-path.js';

/** A runner as it is printed under `--json`. */
export function listedRunner(runner: RegisteredRunner): ListedRunner {
  const {name, className, description, file, specifier, hooks, configSchema} = runner;
  const version = runner.package?.version;
  return {
    name,
    ...(className !== undefined && {class: className}),
    ...(description !== undefined && {description}),
    source: runner.package ? 'package' : 'file',
    ...(runner.package && {package: runner.package.name}),
    ...(version !== undefined && {version}),
    file,
    specifier,
    hooks,
    ...(configSchema && {configSchema}),
  };
}

/** Where a runner is from, for a table: `@acme/kflow 1.2.0`, `runners/seed.ts`. */
export function originOf({package: from, version, file}: ListedRunner): string {
  if (from === undefined) return displayPath(file);
  return version === undefined ? from : `${from} ${version}`;
}
