import type {Diagnostic, Project} from '@kflow/core';
import type {ValidateFunction} from 'ajv';
import {runnerDiagnostic} from '../codes.js';
import {describeSchemaErrors} from './describe-schema-errors.js';
import {plainConfig} from './plain-config.js';
import type {RegisteredRunner, RunnerRegistry} from '../registry.js';

/**
 * Checks the `config` of every runner step against the `configSchema` of its class: a `KF616` for each problem, at the step, and a
 * `KF615` for a schema that is none. Steps whose class is unknown are left to loadRunners. The schema compiler is loaded only when
 * there is a schema.
 */
export async function checkRunnerConfigs(project: Project, registry: RunnerRegistry): Promise<Diagnostic[]> {
  const compiled = new Map<RegisteredRunner, ValidateFunction | Diagnostic>();
  const diagnostics: Diagnostic[] = [];
  for (const {spec, at} of project.resources.flatMap(({steps}) => steps)) {
    if (spec.kind !== 'runner') continue;
    const runner = registry.find(spec.class, spec.module?.path);
    if (!runner?.configSchema) continue;
    let validate = compiled.get(runner);
    if (!validate) {
      validate = await compile(runner, runner.configSchema);
      compiled.set(runner, validate);
      if (typeof validate !== 'function') diagnostics.push(validate);
    }
    if (typeof validate !== 'function' || validate(forSchema(plainConfig(spec.config)))) continue;
    for (const {message, hint} of describeSchemaErrors(validate.errors ?? [])) {
      diagnostics.push(runnerDiagnostic('KF616', `${message} (runner \`${runner.name}\`)`, {at, ...(hint && {hint})}));
    }
  }
  return diagnostics;
}

async function compile(runner: RegisteredRunner, schema: object): Promise<ValidateFunction | Diagnostic> {
  const options = {allErrors: true, verbose: true, strict: false, validateFormats: false, logger: false} as const;
  const dialect = String((schema as {$schema?: unknown}).$schema ?? '');
  try {
    // Drafts after 7 changed what keywords mean, and have a compiler of their own.
    const {Ajv} = /draft\/20\d\d-/.test(dialect)
      ? {Ajv: (await import('ajv/dist/2020.js')).Ajv2020}
      : await import('ajv');
    return new Ajv(options).compile(schema);
  } catch (error) {
    return runnerDiagnostic(
      'KF615',
      `the \`configSchema\` of ${runner.name} in ${runner.file} is no valid JSON Schema: ${(error as Error).message}`,
      runner.at && {at: runner.at},
    );
  }
}

/** JSON Schema knows no bigint: for the check a number of nearly the same size does. */
function forSchema(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(forSchema);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, forSchema(inner)]));
}
