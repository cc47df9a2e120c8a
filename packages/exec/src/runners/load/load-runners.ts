import {realpath} from 'node:fs/promises';
import type {Diagnostic, Project, RunnerModule} from '@kflow/core';
import {Redactor} from '../../tools/report/redact.js';
import {checkRunnerNames} from '../check/check-runner-names.js';
import {runnerDiagnostic} from '../codes.js';
import {builtInRunners} from './built-in-runners.js';
import {declaredModules} from './declared-modules.js';
import {moduleImporter} from './import-module.js';
import type {ModuleImporter} from './import-module.js';
import {locateModule} from './locate-module.js';
import {packageName} from './find-package.js';
import {ProjectRunners} from '../project-runners.js';
import type {RunnerRegistry} from '../registry.js';
import {runnerClassesOf} from './runner-class.js';
import {unlessAborted} from '../call/unless-aborted.js';
import {thrownMessage, userLocation} from './user-frames.js';

/** Runners and what was wrong with them. */
export interface LoadedRunners {
  /** Those that could be loaded. */
  registry: RunnerRegistry;
  diagnostics: Diagnostic[];
}

/**
 * Loads every runner module of a project, in declared order, each once: this runs the user's code. Never rejects for the user's
 * mistakes: a module that throws, a package that is not installed, a duplicate name, a step whose class nobody exports, each is a
 * diagnostic (`KF610` to `KF618`).
 *
 * @throws the signal's reason when it aborts, even while a module does not end loading
 */
export async function loadRunners(project: Project, options: {signal?: AbortSignal} = {}): Promise<LoadedRunners> {
  const modules = declaredModules(project);
  const runners = new ProjectRunners(await builtInRunners(project));
  const diagnostics: Diagnostic[] = [];
  const failed = new Set<RunnerModule>();
  if (modules.length > 0) {
    const importer = await moduleImporter();
    for (const module of modules) {
      options.signal?.throwIfAborted();
      const problems = await unlessAborted(loadModule(module, importer, runners), options.signal);
      if (problems.some(({severity}) => severity === 'error')) failed.add(module);
      diagnostics.push(...problems);
    }
  }
  diagnostics.push(...checkRunnerNames(project, runners, failed));
  return {registry: runners, diagnostics};
}

async function loadModule(
  module: RunnerModule,
  importer: ModuleImporter,
  runners: ProjectRunners,
): Promise<Diagnostic[]> {
  const {specifier, at} = module;
  const located = await locateModule(module, importer);
  if ('code' in located) return [located];
  const {file} = located;
  const real = await realpath(file).catch(() => file);
  if (runners.has(real)) {
    runners.alias(real, file, specifier);
    return [];
  }
  let exports: unknown;
  try {
    exports = await importer.import(file);
  } catch (error) {
    return [await importFailure(module, error)];
  }
  const classes = runnerClassesOf(exports);
  const problems = classes.flatMap((runner) => runners.add(runner, {...located, specifier, at}) ?? []);
  runners.alias(real, file, specifier, classes);
  if (classes.length > 0) return problems;
  return [
    runnerDiagnostic('KF611', `\`${specifier}\` exports no runner`, {
      at,
      hint: 'export a class that extends `BaseRunner` from `@kflow/runners`',
    }),
  ];
}

async function importFailure(module: RunnerModule, error: unknown): Promise<Diagnostic> {
  const message = new Redactor().text(thrownMessage(error), 'any');
  const place = await userLocation(error);
  const [, missing] = /^Cannot find (?:module|package) '([^']+)'/.exec(message) ?? [];
  return runnerDiagnostic('KF610', `the runner module \`${module.specifier}\` cannot be loaded: ${message}`, {
    at: place ?? module.at,
    ...(missing !== undefined && {
      hint: /^[./]|^[A-Za-z]:/.test(missing)
        ? 'the path is relative to the file that imports it'
        : `is it installed? \`npm install ${packageName(missing)}\``,
    }),
    ...(place && {related: [{message: 'the module is declared here', at: module.at}]}),
  });
}
