import {createHash} from 'node:crypto';
import {readdir, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import {blockPaths, blockSecrets} from '@kflow/core';
import type {PluginKind, PluginSpec, Project, Step} from '@kflow/core';
import {isSecretName} from '../values/secret-name.js';
import {hashFile} from '../state/manifest-hash.js';

/** What a step is made of, as SHA-256: equal content means that applying it again would be the same. */
export interface StepContent {
  /** Of the step as the project declares it, defaults filled in. */
  definition: string;
  /** Of the files that it reads, by absolute path; of a directory, of all that is in it. */
  files: {[path: string]: string};
}

/**
 * Why a step is done again by every run, resumed or not: what it does hangs on something that is no part of the
 * project. Undefined where it does not.
 */
export function outsideOf(project: Pick<Project, 'plugins'>, {spec}: Step): string | undefined {
  switch (spec.kind) {
    case 'plugin': {
      const kind = kindOfPlugin(project, spec);
      if (kind?.waits !== false) return 'looks at the cluster';
      return blockSecrets(spec.block, kind.schema, isSecretName).length > 0 ? 'takes a secret' : undefined;
    }
    case 'manifests':
      return spec.sources.some(({type}) => type === 'url') ? 'reads from a URL' : undefined;
    case 'helm':
      return Object.keys(spec.secretValues).length > 0 ? 'takes secret values from outside the project' : undefined;
    case 'secret':
    case 'configmap':
      return 'may take values from outside the project';
    case 'kustomize':
      return 'is built anew each time';
    case 'dockerBuild':
      return 'builds from files that docker knows best';
    case 'wait':
    case 'rolloutWait':
      return 'looks at the cluster';
    case 'runner':
    case 'script':
    case 'exec':
    case 'createNamespace':
      return undefined;
  }
}

/**
 * The content of a step now; undefined when it takes something from outside the project, or when a file cannot be read
 * (the step itself says so better).
 */
export async function stepContent(project: Project, step: Step): Promise<StepContent | undefined> {
  if (outsideOf(project, step) !== undefined) return undefined;
  try {
    const hashes = await Promise.all(filesOf(project, step).map(async (path) => [path, await hashTree(path)] as const));
    return {definition: hashText(definitionOf(step)), files: Object.fromEntries(hashes)};
  } catch {
    return undefined;
  }
}

/**
 * What differs between two contents, for people.
 *
 * @param show makes a path short
 * @returns undefined when nothing does
 */
export function whatChanged(before: StepContent, now: StepContent, show: (path: string) => string): string | undefined {
  const paths = [...new Set([...Object.keys(before.files), ...Object.keys(now.files)])];
  const changed = paths.find((path) => before.files[path] !== now.files[path]);
  // A file more or less is a change of the definition, too; the file is the better news.
  if (changed !== undefined) return `${show(changed)} changed`;
  return isDeepStrictEqual(before, now) ? undefined : 'its definition changed';
}

/** The step without where it stands in its file, and without what it waits for: neither changes what it does. */
function definitionOf({name, namespace, serverSide, spec}: Step): string {
  const {module, ...rest} = spec.kind === 'runner' ? spec : {...spec, module: undefined};
  const content = module === undefined ? rest : {...rest, module: {specifier: module.specifier, path: module.path}};
  return JSON.stringify({name, namespace, serverSide, content});
}

function filesOf(project: Project, {spec}: Step): string[] {
  if (spec.kind === 'manifests') return spec.sources.map(({location}) => location);
  if (spec.kind === 'helm') return [...(spec.local ? [spec.chart] : []), ...spec.valuesFiles];
  if (spec.kind === 'plugin') {
    const kind = kindOfPlugin(project, spec);
    return kind ? [kind.handler, ...blockPaths(spec.block, kind.schema)] : [];
  }
  if (spec.kind !== 'runner') return [];
  // A class that the step does not say the file of is in one of the project's modules.
  const modules = spec.module === undefined ? project.runners : [spec.module];
  return modules.flatMap(({path}) => path ?? []);
}

function kindOfPlugin({plugins = []}: Pick<Project, 'plugins'>, {name}: PluginSpec): PluginKind | undefined {
  return plugins.flatMap(({kinds}) => kinds).find((kind) => kind.name === name);
}

async function hashTree(path: string): Promise<string> {
  if (!(await stat(path)).isDirectory()) return await hashFile(path);
  const names = (await readdir(path)).sort();
  const parts = await Promise.all(names.map(async (name) => [name, await hashTree(join(path, name))]));
  return hashText(JSON.stringify(parts));
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
