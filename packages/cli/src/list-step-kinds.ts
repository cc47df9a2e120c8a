import type {Project} from '@kflow/core';
import type {ListedStepKind} from './json-output/runner-list.js';

/** The step kinds of a project's plugins, in declared order. */
export function listStepKinds({plugins = []}: Pick<Project, 'plugins'>): ListedStepKind[] {
  return plugins.flatMap(({specifier, file, package: from, kinds}) =>
    kinds.map(({name, description, handler, schema}) => ({
      name,
      description,
      plugin: specifier,
      ...(from?.version === undefined ? {} : {version: from.version}),
      file,
      handler,
      schema,
    })),
  );
}
