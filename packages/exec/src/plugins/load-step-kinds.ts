import {realpath} from 'node:fs/promises';
import {blockSecrets} from '@kflow/core';
import type {Diagnostic, Plugin, PluginKind, Project} from '@kflow/core';
import {stepKindBrand, type DefinedStepKind} from '@kflow/runners';
import {unlessAborted} from '../runners/call/unless-aborted.js';
import {plainConfig} from '../runners/check/plain-config.js';
import {runnerDiagnostic} from '../runners/codes.js';
import {moduleImporter, type ModuleImporter} from '../runners/load/import-module.js';
import {thrownMessage, userLocation} from '../runners/load/user-frames.js';
import type {StepContext} from '../steps/step-handler.js';
import {Redactor} from '../tools/report/redact.js';
import {isSecretName} from '../values/secret-name.js';
import {noStepKinds, type RegisteredStepKind, type StepKindRegistry} from './registry.js';
import {stepKindHandler} from './step-kind-handler.js';

/** Step kinds and what was wrong with them. */
export interface LoadedStepKinds {
  /** Those that could be loaded. */
  registry: StepKindRegistry;
  diagnostics: Diagnostic[];
}

/** The version of the contract between kflow and handlers. */
const contract = 1;

/**
 * Loads the handlers of a project's plugins, in declared order: this runs their code. Never rejects for what is wrong with them: a module that is not
 * there or throws (`KF636`), one without a handler for its kind, or with one for another version of kflow (`KF637`), each is a diagnostic.
 *
 * @throws the signal's reason when it aborts, even while a module does not end loading
 */
export async function loadStepKinds(project: Project, options: {signal?: AbortSignal} = {}): Promise<LoadedStepKinds> {
  const {plugins = []} = project;
  if (plugins.length === 0) return {registry: noStepKinds, diagnostics: []};
  const importer = await moduleImporter();
  const found = new Map<string, RegisteredStepKind>();
  const diagnostics: Diagnostic[] = [];
  for (const plugin of plugins) {
    for (const kind of plugin.kinds) {
      options.signal?.throwIfAborted();
      const loaded = await unlessAborted(load(plugin, kind, importer), options.signal);
      if ('code' in loaded) diagnostics.push(loaded);
      else found.set(loaded.name, loaded);
    }
  }
  return {registry: {find: (name) => found.get(name), all: () => [...found.values()]}, diagnostics};
}

async function load(
  plugin: Plugin,
  kind: PluginKind,
  importer: ModuleImporter,
): Promise<RegisteredStepKind | Diagnostic> {
  const {name, handler: file, waits, schema} = kind;
  // What it imports is looked for where the package really is.
  const real = await realpath(file).catch(() => undefined);
  if (real === undefined) {
    const message = `the handler of step kind \`${name}\` is not there: ${file}, which ${plugin.file} names`;
    return runnerDiagnostic('KF636', message, {
      at: plugin.at,
      hint: plugin.package
        ? 'the package is broken or was not built: install it anew'
        : 'correct the path, or build the module',
    });
  }
  let exports: unknown;
  try {
    exports = await importer.import(real);
  } catch (error) {
    return await importFailure(plugin, name, error);
  }
  const handler = exportedHandler(exports, name);
  const version = handler?.[stepKindBrand];
  if (!handler || version === undefined) {
    return runnerDiagnostic('KF637', `${file} exports no handler for step kind \`${name}\``, {
      at: plugin.at,
      hint: `export \`defineStepKind({...})\` from \`@kflow/runners\` as \`${name}\` or as \`default\``,
    });
  }
  if (version !== contract) {
    return runnerDiagnostic(
      'KF637',
      `the handler of step kind \`${name}\` in ${file} is made for version ${String(version)} of the contract with kflow, and this kflow has version ${contract}`,
      {at: plugin.at, hint: 'use a kflow, or a version of the plugin, that fits'},
    );
  }
  if (typeof handler.apply !== 'function') {
    return runnerDiagnostic('KF637', `the handler of step kind \`${name}\` in ${file} has no method \`apply\``, {
      at: plugin.at,
    });
  }
  return {
    name,
    file,
    methods: (['destroy', 'reload', 'restart'] as const).filter((method) => typeof handler[method] === 'function'),
    handler: stepKindHandler(handler, {
      name,
      file,
      waits,
      blockOf: ({step: {spec}}: StepContext) => (spec.kind === 'plugin' ? plainConfig(spec.block) : {}),
      secretsOf: (_, block) => blockSecrets(block, schema, isSecretName),
    }),
  };
}

/** What a module exports for a kind: by the kind's name, else as `default`; the `default` of a CommonJS module may hold its exports. */
function exportedHandler(
  exports: unknown,
  name: string,
): (DefinedStepKind<never> & {[stepKindBrand]: unknown}) | undefined {
  const own = memberOf(exports, name);
  const inner = memberOf(exports, 'default');
  return [own, memberOf(inner, name), inner, exports].find(
    (value): value is DefinedStepKind<never> => memberOf(value, stepKindBrand) !== undefined,
  );
}

function memberOf(value: unknown, key: string | symbol): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
  return (value as {[key: string | symbol]: unknown})[key];
}

async function importFailure(plugin: Plugin, name: string, error: unknown): Promise<Diagnostic> {
  const message = new Redactor().text(thrownMessage(error), 'any');
  const place = await userLocation(error);
  return runnerDiagnostic('KF636', `the handler of step kind \`${name}\` cannot be loaded: ${message}`, {
    at: place ?? plugin.at,
    ...(place && {related: [{message: 'the plugin is declared here', at: plugin.at}]}),
  });
}
