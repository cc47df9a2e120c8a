import {existsSync} from 'node:fs';
import {readdir, readFile, rename, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Environment} from '../cache-dir.js';
import {SandboxError} from '../sandbox-error.js';
import {commandOutput} from './command-output.js';
import {goEnvironment} from './go-environment.js';
import type {Platform} from './platform.js';

/** The file, beside the programs, with the licences of all that was built into them. */
export const LICENCES_FILE = 'THIRD-PARTY-LICENSES.txt';

/** A Go module and where its own files lie. */
interface Module {
  path: string;
  version: string;
  dir: string;
}

/** Where a program comes from and goes to. */
export interface LicencesOptions {
  /** The folder of the module that is built, and its packages. */
  dir: string;
  packages: string[];
  go: string;
  cache: string;
  platform: Platform;
  env: Environment;
  /** The folder to write the file to. */
  target: string;
  signal?: AbortSignal;
}

/**
 * Writes the licences and notices of every module that is built into a program: whoever passes the program on has to pass these on,
 * too. One text that several modules share is there once. Throws a SandboxError if Go cannot list them.
 */
export async function writeThirdPartyLicences(options: LicencesOptions): Promise<void> {
  const modules = await linkedModules(options);
  const byText = new Map<string, string[]>();
  for (const {path, version, dir} of modules) {
    const texts = await licenceTexts(dir);
    for (const text of texts.length > 0 ? texts : ['(no licence file)']) {
      const names = byText.get(text) ?? [];
      byText.set(text, [...names, `${path} ${version}`]);
    }
  }
  const line = '='.repeat(78);
  const sections = [...byText].map(([text, names]) => `${line}\n${names.join('\n')}\n${line}\n\n${text}\n`);
  const file = join(options.target, LICENCES_FILE);
  await writeFile(`${file}.${process.pid}`, sections.join('\n'));
  await rename(`${file}.${process.pid}`, file);
}

/** The modules that have a package in the program, in order of their paths. Go fetches those that it no longer has. */
async function linkedModules(options: LicencesOptions): Promise<Module[]> {
  const {go, cache, dir, packages, platform, signal} = options;
  const env = await goEnvironment(go, options.env, cache, platform);
  const each =
    '{{with .Module}}{{with .Replace}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{else}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}';
  const listed = await commandOutput({
    ...{file: go, args: ['list', '-deps', '-f', each, ...packages], cwd: dir, env, signal},
  });
  if (listed.code !== 0) throw new SandboxError(`Listing the modules failed: Go says\n${listed.stderr.trim()}`);
  return [...new Set(listed.stdout.split('\n'))]
    .map((row) => row.split('\t'))
    .filter(([, version]) => version)
    .map(([path = '', version = '', folder = '']) => ({path, version, dir: folder}))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The licences, notices and patent grants in a module's top folder. */
async function licenceTexts(dir: string): Promise<string[]> {
  if (!existsSync(dir)) return [];
  const names = (await readdir(dir, {withFileTypes: true}))
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice|patents)/i.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  const texts = await Promise.all(names.map((name) => readFile(join(dir, name), 'utf8')));
  return texts.map((text) => text.replaceAll('\r\n', '\n').trim());
}
