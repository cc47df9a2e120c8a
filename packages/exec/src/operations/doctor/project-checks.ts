import type {Diagnostic, Project} from '@kflow/core';
import {checkRunnerConfigs} from '../../runners/check/check-runner-configs.js';
import {loadStepKinds} from '../../plugins/load-step-kinds.js';
import {declaredModules} from '../../runners/load/declared-modules.js';
import {loadRunners} from '../../runners/load/load-runners.js';
import {good, skipped} from './setup-check.js';
import type {SetupCheck} from './setup-check.js';

/** A root config and what reading it came to. */
export interface ExaminedConfig {
  /** As the user names it. */
  file: string;
  /** Of the files and of the graph. */
  diagnostics: readonly Diagnostic[];
  /** Undefined when the config has errors that leave nothing to work with. */
  project?: Project;
}

/** Whether the config is valid. */
export function checkConfig(config: ExaminedConfig | undefined): SetupCheck {
  const name = 'config';
  if (!config) return skipped(name, 'no kflow.yaml here and no --config: only tools and cluster are looked at');
  const errors = config.diagnostics.filter(({severity}) => severity === 'error');
  const warnings = config.diagnostics.length - errors.length;
  if (errors.length > 0 || !config.project) {
    const [first] = errors;
    const what = first === undefined ? 'unusable' : `${first.code} ${first.message}`;
    const more = errors.length > 1 ? `, and ${errors.length - 1} more` : '';
    const fix = '`kflow validate` shows every problem with its place and a hint';
    return {name, outcome: 'failed', detail: `${config.file}: ${what}${more}`, fix};
  }
  const contents = `${config.file} is valid, ${counted(config.project.resources.length, 'resource')}`;
  if (warnings === 0) return good(name, contents);
  return {
    name,
    outcome: 'warning',
    detail: `${contents}, ${counted(warnings, 'warning')}`,
    fix: '`kflow validate` shows them',
  };
}

/** Whether the runner modules load and accept what the config gives them. Runs the modules' top-level code, and no hook. */
export async function checkRunners(project: Project | undefined, signal?: AbortSignal): Promise<SetupCheck> {
  const name = 'runners';
  if (!project) return skipped(name, 'no project to look at');
  const usesRunners = project.resources.some(({steps}) => steps.some(({spec}) => spec.kind === 'runner'));
  if (declaredModules(project).length === 0 && !usesRunners) return skipped(name, 'this project has none');
  const {registry, diagnostics} = await loadRunners(project, {signal});
  const all = [...diagnostics, ...(await checkRunnerConfigs(project, registry))];
  const [first] = all.filter(({severity}) => severity === 'error');
  if (!first)
    return good(
      name,
      registry
        .all()
        .map((runner) => runner.name)
        .join(', '),
    );
  const more = all.length > 1 ? ` (${all.length} problems)` : '';
  const fix = first.hint ?? '`kflow validate` shows every problem with its place';
  return {name, outcome: 'failed', detail: `${first.code} ${first.message}${more}`, fix};
}

/** Whether the handlers of the plugins load. Runs the modules' top-level code, and no handler. */
export async function checkPlugins(project: Project, signal?: AbortSignal): Promise<SetupCheck> {
  const name = 'plugins';
  const {registry, diagnostics} = await loadStepKinds(project, {signal});
  const [first] = diagnostics;
  const kinds = registry.all().map((kind) => kind.name);
  if (!first) return good(name, kinds.join(', '));
  const more = diagnostics.length > 1 ? ` (${diagnostics.length} problems)` : '';
  const fix = first.hint ?? '`kflow validate` shows every problem with its place';
  return {name, outcome: 'failed', detail: `${first.code} ${first.message}${more}`, fix};
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
