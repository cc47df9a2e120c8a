import {Console} from 'node:console';
import {checkRunnerConfigs, loadRunners, loadStepKinds} from '@kflow/exec';
import type {Diagnostic, Plan, Project} from '@kflow/core';
import type {LoadedStepKinds, RunnerRegistry} from '@kflow/exec';
import {Interrupt} from './interrupt.js';
import {Refusal} from './problems/refusal.js';
import {readProject} from './project.js';

/** The runners of a project, and all that is wrong with them. */
export interface CheckedRunners {
  registry: RunnerRegistry;
  diagnostics: Diagnostic[];
}

/** stdout carries results: what users' modules print with `console.log` goes where progress goes. */
export function keepStdoutForResults(): void {
  globalThis.console = new Console({stdout: process.stderr, stderr: process.stderr});
}

/** Loads a project's runners, which runs the user's modules, and checks what the config gives them. */
export async function checkRunners(project: Project, signal?: AbortSignal): Promise<CheckedRunners> {
  keepStdoutForResults();
  const {registry, diagnostics} = await loadRunners(project, {signal});
  return {registry, diagnostics: [...diagnostics, ...(await checkRunnerConfigs(project, registry))]};
}

/** The runners of a project, for commands that tell of them: what there is to say of the files, and of loading the runners. */
export interface FoundRunners extends CheckedRunners {
  project: Project;
  fileWarnings: Diagnostic[];
}

/**
 * Loads the runners of the project with that root config. What the project gives them as config is not looked at.
 *
 * @throws Refusal when the project has errors
 */
export async function findRunners(config: string | undefined): Promise<FoundRunners> {
  const {project, fileWarnings} = await readProject(config);
  keepStdoutForResults();
  const {registry, diagnostics} = await Interrupt.around((signal) => loadRunners(project, {signal}));
  return {project, fileWarnings, registry, diagnostics};
}

/**
 * The same for commands that need runners without errors. Nothing of the user's is run when no step of the plan is a runner's.
 *
 * @throws Refusal with all of their diagnostics when there is an error among them.
 */
export async function runnersFor(project: Project, plan: Plan, signal?: AbortSignal): Promise<CheckedRunners> {
  const needed = plan.phases.some(({steps}) => steps.some(({kind}) => kind === 'runner'));
  const checked = await checkRunners(needed ? project : withoutRunners(project), signal);
  if (checked.diagnostics.some(({severity}) => severity === 'error')) throw new Refusal(checked.diagnostics);
  return checked;
}

/** Loads the handlers of a project's plugins, which runs their code, and checks them. */
export async function checkStepKinds(project: Project, signal?: AbortSignal): Promise<LoadedStepKinds> {
  keepStdoutForResults();
  return await loadStepKinds(project, {signal});
}

/**
 * The same for commands that run steps. Nothing is loaded when no step of the plan is of such a kind.
 *
 * @throws Refusal with all of their diagnostics when there is an error among them.
 */
export async function stepKindsFor(project: Project, plan: Plan, signal?: AbortSignal): Promise<LoadedStepKinds> {
  const names = new Set(project.plugins?.flatMap(({kinds}) => kinds.map(({name}) => name)));
  const needed = plan.phases.some(({steps}) => steps.some(({kind}) => names.has(kind)));
  const loaded = await checkStepKinds(needed ? project : {...project, plugins: []}, signal);
  if (loaded.diagnostics.length > 0) throw new Refusal(loaded.diagnostics);
  return loaded;
}

/** A project in which there is nothing to load. */
function withoutRunners(project: Project): Project {
  return {...project, runners: [], resources: []};
}
