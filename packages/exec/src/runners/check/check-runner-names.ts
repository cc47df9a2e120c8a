import {closest} from '@kflow/core';
import type {Diagnostic, Project, RunnerModule} from '@kflow/core';
import {builtInNames} from '../load/built-in-runners.js';
import {runnerDiagnostic} from '../codes.js';
import type {RunnerRegistry} from '../registry.js';

/**
 * A `KF613` for every step whose class was not found. A module that could not be loaded is reported already, and would have had
 * who knows what in it: as long as there is one that the step could mean, nothing is said of the step.
 *
 * @param failed modules that could not be loaded
 */
export function checkRunnerNames(
  project: Project,
  registry: RunnerRegistry,
  failed: ReadonlySet<RunnerModule>,
): Diagnostic[] {
  const failedPaths = new Set([...failed].map(({path, specifier}) => path ?? specifier));
  const sharedFailed = project.runners.some((module) => failedPaths.has(module.path ?? module.specifier));
  return project.resources.flatMap(({steps}) =>
    steps.flatMap(({spec, at}): Diagnostic[] => {
      if (spec.kind !== 'runner' || registry.find(spec.class, spec.module?.path)) return [];
      const own = spec.module?.path ?? spec.module?.specifier ?? spec.class.slice(0, spec.class.lastIndexOf('/'));
      if (sharedFailed || failedPaths.has(own)) return [];
      const names = registry.all().map(({name}) => name);
      const close = closest(spec.class, [...names, ...builtInNames]);
      const hints = [
        ...(close === undefined ? [] : [`did you mean \`${close}\`?`]),
        names.length === 0
          ? 'no runners were found: name the module with `file`, or under `runners` of the root config'
          : `found: ${names.map((name) => `\`${name}\``).join(', ')}`,
      ];
      return [runnerDiagnostic('KF613', `there is no runner \`${spec.class}\``, {at, hint: hints.join(' ')})];
    }),
  );
}
