import {stat} from 'node:fs/promises';
import {relative, resolve} from 'node:path';
import type {Diagnostic, RunnerModule} from '@kflow/core';
import {checkPeerRange} from '../check/check-peer-range.js';
import {runnerDiagnostic} from '../codes.js';
import type {RunnerPackage} from '../registry.js';
import {findPackage, packageName} from './find-package.js';
import type {InstalledPackage} from './find-package.js';
import type {ModuleImporter} from './import-module.js';

/** Where a declared module is. */
export interface LocatedModule {
  /** Absolute path of the file to load. */
  file: string;
  /** The npm package that it was named by. */
  package?: RunnerPackage;
}

/**
 * Finds the file that a declared module stands for, and looks whether its package goes with this kflow. Runs none of its code.
 *
 * @returns a diagnostic for a package that is not installed (`KF612`), has no module with runners (`KF617`), or asks for another
 *   version of the SDK (`KF618`)
 */
export async function locateModule(
  module: RunnerModule,
  importer: Pick<ModuleImporter, 'resolve'>,
): Promise<LocatedModule | Diagnostic> {
  const {specifier, from, at} = module;
  if (module.path !== undefined) return {file: module.path};
  const installed = await findPackage(specifier, from);
  const entry = installed && specifier === installed.name ? runnersEntry(installed) : undefined;
  if (entry !== undefined && !(await isFile(entry.file))) {
    return runnerDiagnostic(
      'KF617',
      `the package \`${specifier}\` has no file \`${entry.said}\`, where its runners should be`,
      {
        at,
        hint: `\`kflow.runners\` in ${installed!.dir}/package.json names it; it may not be built, or was packed without it`,
      },
    );
  }
  const file = entry?.file ?? importer.resolve(specifier, from);
  if (file === undefined) {
    if (installed) {
      return runnerDiagnostic('KF617', `the package \`${specifier}\` has nothing that can be imported by that name`, {
        at,
        hint: `see \`exports\` or \`main\` in ${installed.dir}/package.json; \`"kflow": {"runners": "./dist/index.js"}\` names a module for kflow alone`,
      });
    }
    return runnerDiagnostic('KF612', `there is no npm package \`${specifier}\` to be found from ${from}`, {
      at,
      hint: `install it there, e.g. with \`npm install ${packageName(specifier)}\`; a path begins with \`./\` or \`../\``,
    });
  }
  if (!installed) return {file};
  const {version} = installed.manifest;
  const known: RunnerPackage = {name: installed.name, ...(typeof version === 'string' && {version})};
  return (await checkPeerRange(known, installed.manifest, at)) ?? {file, package: known};
}

/** What `kflow.runners` of the package says, and the file that it means; undefined when it says nothing. */
function runnersEntry({dir, manifest}: InstalledPackage): {said: string; file: string} | undefined {
  const {kflow} = manifest;
  if (typeof kflow !== 'object' || kflow === null) return undefined;
  const {runners: said} = kflow as {runners?: unknown};
  if (said === undefined) return undefined;
  const file = resolve(dir, String(said));
  // A package speaks for itself, not for what lies beside it.
  const isOwn = typeof said === 'string' && said !== '' && !relative(dir, file).startsWith('..');
  return {said: String(said), file: isOwn ? file : ''};
}

async function isFile(path: string): Promise<boolean> {
  return path !== '' && ((await stat(path).catch(() => undefined))?.isFile() ?? false);
}
