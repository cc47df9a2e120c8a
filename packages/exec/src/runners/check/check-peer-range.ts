import {createRequire} from 'node:module';
import type {Diagnostic, Location} from '@kflow/core';
import {runnerDiagnostic} from '../codes.js';
import type {PackageManifest} from '../load/find-package.js';
import type {RunnerPackage} from '../registry.js';

/** The package that runner classes extend. */
const sdk = '@kflow/runners';

/** Put in its place where the SDK is bundled, and no package beside it: see `define` in the command line's bundle.mjs. */
declare const KFLOW_SDK_VERSION: string | undefined;

/** The version of kflow's own copy of the SDK, which runners are loaded with. */
export function sdkVersion(): string {
  if (typeof KFLOW_SDK_VERSION === 'string') return KFLOW_SDK_VERSION;
  return (createRequire(import.meta.url)(`${sdk}/package.json`) as {version: string}).version;
}

/**
 * Whether a package's `peerDependencies` accept kflow's own `@kflow/runners`, with which its runners will run: a `KF618` when not. A range
 * that is none (`workspace:*`, `file:...`: a package that is being worked on) is let pass.
 *
 * @param at where the project names the package
 */
export async function checkPeerRange(
  {name, version}: RunnerPackage,
  {peerDependencies}: PackageManifest,
  at: Location,
  own = sdkVersion(),
): Promise<Diagnostic | undefined> {
  const range =
    typeof peerDependencies === 'object' ? (peerDependencies as {[name: string]: unknown} | null)?.[sdk] : '';
  if (typeof range !== 'string' || range === '') return undefined;
  const {default: Range} = await import('semver/classes/range.js');
  const {default: gtr} = await import('semver/ranges/gtr.js');
  try {
    if (new Range(range, {includePrerelease: true}).test(own)) return undefined;
  } catch {
    return undefined;
  }
  const whose = version === undefined ? name : `${name} ${version}`;
  const update = gtr(own, range)
    ? `install a version of it that is made for ${own}: \`npm install ${name}@latest\``
    : 'update kflow: `npm install @kflow/cli@latest` (with `--global` where it is installed so)';
  return runnerDiagnostic(
    'KF618',
    `the package \`${whose}\` is made for ${sdk} \`${range}\`, and this kflow has ${own}`,
    {
      at,
      hint: update,
    },
  );
}
