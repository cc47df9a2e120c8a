import {existsSync, statSync} from 'node:fs';
import {basename, dirname, resolve} from 'node:path';
import {checkScaffold, scaffoldFromManifests, scaffoldNewProject} from '@kflow/core';
import {existingFiles, nodeFiles} from '@kflow/core/node';
import type {Diagnostic, Scaffold} from '@kflow/core';
import {Refusal, refuse} from '../problems/refusal.js';
import {displayPath} from '../terminal/display-path.js';
import {nameFrom} from './answers.js';
import type {InitRequest} from './init-request.js';

/**
 * The files of the project, checked by the loader before any of them is written, and its warnings.
 *
 * @throws Refusal when there is nothing to begin with, when a file exists, or when the loader finds an error
 */
export async function makeScaffold(
  request: InitRequest,
  signal: AbortSignal,
): Promise<{scaffold: Scaffold; warnings: Diagnostic[]}> {
  const files = nodeFiles();
  const {
    config,
    name = nameFrom(basename(dirname(config))),
    namespace = 'default',
    phases,
    from,
    chart,
    repo,
  } = request;
  if (from !== undefined && statSync(from, {throwIfNoEntry: false})?.isDirectory() !== true) {
    throw refuse('KF003', `--from: there is no directory ${displayPath(from)}`);
  }
  // Before the loader complains of a file that is not there.
  if (chart !== undefined && /^(\.{1,2}[/\\]|\/)/.test(chart) && !existsSync(resolve(chart))) {
    throw refuse('KF003', `--chart: there is nothing at ${chart}`);
  }
  const scaffold =
    from === undefined
      ? await scaffoldNewProject(
          {
            config,
            name,
            namespace,
            ...(phases === undefined ? {} : {phases}),
            ...(chart === undefined ? {} : {chart}),
            ...(repo === undefined ? {} : {repo}),
          },
          files,
        )
      : await scaffoldFromManifests({config, from, namespace, signal}, files).catch((error: unknown) => {
          if (signal.aborted) throw error;
          throw refuse('KF003', `--from: ${(error as Error).message}`);
        });
  if (scaffold.resources.length === 0) throw nothingFound(displayPath(from ?? ''), scaffold);
  refuseExisting(scaffold);
  const {diagnostics} = await checkScaffold(scaffold, files);
  if (diagnostics.some(({severity}) => severity === 'error')) throw new Refusal(diagnostics);
  return {scaffold, warnings: diagnostics};
}

/**
 * Refuses to write where files are.
 *
 * @throws Refusal `KF010`, one for each file
 */
export function refuseExisting(scaffold: Pick<Scaffold, 'files'>): void {
  const existing = existingFiles(scaffold);
  if (existing.length === 0) return;
  throw new Refusal(
    existing.map((path, index) => ({
      code: 'KF010',
      severity: 'error',
      message: `${displayPath(path)} exists, and is never overwritten`,
      ...(index < existing.length - 1
        ? {}
        : {hint: 'nothing was written: move it away, or name another directory: `kflow init DIR`'}),
    })),
  );
}

function nothingFound(from: string, {leftOut}: Scaffold): Refusal {
  const what = leftOut.slice(0, 5).map(({path, why}) => `${displayPath(path)} ${why}`);
  const more = leftOut.length - what.length;
  return refuse(
    'KF011',
    `there is nothing in ${from} that a cluster takes`,
    leftOut.length === 0
      ? 'files that end in `.yaml`, `.yml` or `.json` count, and directories with a kustomization or a chart'
      : [...what, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'),
  );
}
