import {cachedFiles} from '../source/files/cached-files.js';
import type {Diagnostic} from '../source/diagnostic.js';
import type {FileReader} from '../source/file-reader.js';
import {dirName, resolvePath} from '../source/files/path.js';
import {Problems, type Report} from '../source/report.js';
import {DeclaredPaths} from './read/declared-paths.js';
import {normalizeProject} from './normalize/normalize-project.js';
import type {Project} from './project.js';
import {readConfig} from './read/read-config.js';
import {readResourceFile} from './read/read-resource-file.js';
import {resourcePaths} from './read/resource-paths.js';
import {configRules, projectRules, resourceRules, stepRules} from './rules/index.js';
import type {ConfigSubject, ResourceSubject} from './rules/rule.js';

/** What loading came to. */
export interface LoadResult {
  /** Absent when there is any error. */
  project?: Project;
  /** All problems of all files: root config first, then the resource files in declared order, each by line and column. */
  diagnostics: Diagnostic[];
}

/**
 * Loads a project: the root config and every resource file it leads to. Never throws for what the user wrote.
 *
 * @param options.config path of the root config: absolute, relative to `files.cwd()`, or with `~`
 */
export async function loadProject({config, files}: {config: string; files: FileReader}): Promise<LoadResult> {
  const problems = new Problems();
  const {report} = problems;
  const cached = cachedFiles(files);
  const path = resolvePath(files.cwd(), config, files.home());
  const root = await readConfig(path, cached, report);
  if (!root) return {diagnostics: problems.sorted([path])};

  const pathsOf = (dir: string) => new DeclaredPaths(cached, dir, report);
  const entries = (root.file.resources ?? []).flatMap((entry, index) =>
    entry === undefined ? [] : [root.at.at('resources', index)],
  );
  const paths = await resourcePaths(entries, pathsOf(dirName(path)), cached, report);
  const read = await Promise.all(paths.map((resource) => readResourceFile(resource, path, cached, report)));
  const resources = read.flat();
  applyRules(root, resources, !problems.fatal, report);
  const project = await normalizeProject(root, resources, pathsOf);
  const diagnostics = problems.sorted([path, ...paths.map((resource) => resource.path)]);
  return problems.fatal ? {diagnostics} : {project, diagnostics};
}

function applyRules(config: ConfigSubject, resources: ResourceSubject[], complete: boolean, report: Report): void {
  for (const rule of configRules) rule.check(config, report);
  for (const resource of resources) {
    for (const rule of resourceRules) rule.check(resource, report);
    for (const step of resource.steps) {
      const subject = {...step, resource: resource.file};
      for (const rule of stepRules) rule.check(subject, report);
    }
  }
  for (const rule of projectRules) rule.check({config, resources, complete}, report);
}
