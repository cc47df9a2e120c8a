import type {ScaffoldFile} from '../scaffold.js';
import {manifestText, tsconfigText} from './manifest-text.js';
import {namesOf} from './names.js';
import {readmeText} from './readme-text.js';
import {indexText, runnerText, testText} from './source-texts.js';

/** What a runner package is to be. */
export interface RunnerPackageRequest {
  /** Absolute path of the directory that it goes to. */
  dir: string;
  /** The npm package's name. */
  name: string;
  /** The class's name; see `classNameFrom`. */
  class: string;
  /** The version of `@kflow/runners` that it is made for. */
  sdk: string;
}

/**
 * A runner as an npm package, complete: it builds, its tests pass, and it packs. Writes nothing.
 *
 * @returns package.json first
 */
export function scaffoldRunnerPackage({dir, name, class: className, sdk}: RunnerPackageRequest): {
  files: ScaffoldFile[];
} {
  const names = namesOf(className);
  const texts: [string, string][] = [
    ['package.json', manifestText(name, names, sdk)],
    ['tsconfig.json', tsconfigText()],
    ['src/index.ts', indexText(names)],
    [`src/${names.module}.ts`, runnerText(names)],
    [`src/${names.module}.test.ts`, testText(names)],
    ['README.md', readmeText(name, names)],
    ['.gitignore', 'node_modules/\ndist/\n*.tgz\n'],
  ];
  const base = dir === '/' ? '' : dir;
  return {files: texts.map(([path, text]) => ({path: `${base}/${path}`, text}))};
}
