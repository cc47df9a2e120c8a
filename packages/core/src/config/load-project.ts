import {cachedFiles} from '../source/files/cached-files.js';
import type {Diagnostic} from '../source/diagnostic.js';
import type {FileReader} from '../source/file-reader.js';
import {mapLimited} from '../source/map-limited.js';
import {dirName, resolvePath} from '../source/files/path.js';
import {Problems, type Report} from '../source/report.js';
import {referenceErrors} from '../graph/references/reference-errors.js';
import {DeclaredPaths} from './read/declared-paths.js';
import {hasAllNames} from './read/has-all-names.js';
import {ManifestFiles} from './read/manifest-files.js';
import {normalizeProject} from './normalize/normalize-project.js';
import {normalizeResource} from './normalize/normalize-resource.js';
import type {PluginKinds} from '../plugins/plugin-kinds.js';
import {declaredPlugins} from '../plugins/read/declared-plugins.js';
import type {Project, Resource} from './project.js';
import {readConfig} from './read/read-config.js';
import {readResourceFile} from './read/read-resource-file.js';
import {resourcePaths} from './read/resource-paths.js';
import {configRules, projectRules, resourceRules, stepRules} from './rules/index.js';
import type {ConfigSubject, DeclaredResource, ResourceSubject} from './rules/rule.js';

/** As many as may be open at once. */
const filesAtATime = 32;

/** What loading came to. */
export interface LoadResult {
  /** Absent when there is any error. */
  project?: Project;
  /**
   * All problems of all files: root config first, then the resource files in declared order, each by line and column. Without a project
   * also the entries of `dependsOn` that name nothing, as far as all names are known; with one, they are in its graph's.
   */
  diagnostics: Diagnostic[];
}

/** What to load. */
export interface LoadRequest {
  /** Path of the root config: absolute, relative to `files.cwd()`, or with `~`. */
  config: string;
  files: FileReader;
  /** Called as soon as the root config is read, for who wants to connect to its cluster meanwhile. There may yet be errors. */
  onConfig?: (config: Pick<Project, 'context'>) => void;
}

/** Loads a project: the root config and every resource file it leads to. Never throws for what the user wrote. */
export async function loadProject({config, files, onConfig}: LoadRequest): Promise<LoadResult> {
  const problems = new Problems();
  const {report} = problems;
  const cached = cachedFiles(files);
  const path = resolvePath(files.cwd(), config, files.home());
  const root = await readConfig(path, cached, report);
  if (!root) return {diagnostics: problems.sorted([path])};
  if (!problems.fatal) onConfig?.({context: root.file.context});

  const manifestFiles = new ManifestFiles(cached);
  // One for all files of a directory: it remembers what they name.
  const known = new Map<string, DeclaredPaths>();
  const pathsOf = (dir: string) => {
    let paths = known.get(dir);
    if (!paths) known.set(dir, (paths = new DeclaredPaths(cached, dir, report, manifestFiles)));
    return paths;
  };
  const entries = (root.file.resources ?? []).flatMap((entry, index) =>
    entry === undefined ? [] : [root.at.at('resources', index)],
  );
  const {plugins, kinds} = await declaredPlugins(root, pathsOf(dirName(path)), cached, report);
  const paths = await resourcePaths(entries, pathsOf(dirName(path)), cached, report);
  const loaded = await mapLimited(paths, filesAtATime, async (resource) => {
    const subjects = await readResourceFile(resource, path, cached, report, kinds);
    return Promise.all(subjects.map((subject) => loadResource(subject, root, pathsOf, report, kinds)));
  });
  const resources = loaded.flat();
  const complete = !problems.fatal;
  for (const rule of configRules) rule.check(root, report);
  for (const rule of projectRules) rule.check({config: root, resources, complete}, report);
  const project = await normalizeProject(
    root,
    resources.map(({resource}) => resource),
    pathsOf(dirName(path)),
    plugins,
  );
  if (problems.unknownKinds.length > 0) {
    const {nameUndeclaredKinds} = await import('../plugins/read/undeclared-kinds.js');
    await nameUndeclaredKinds(problems, cached, pathsOf(dirName(path)));
  }
  if (problems.fatal && resources.every(({isNamed}) => isNamed) && !problems.some((each) => hidesNames(each, path))) {
    problems.add(referenceErrors(project));
  }
  const diagnostics = problems.sorted([path, ...paths.map((resource) => resource.path)]);
  return problems.fatal ? {diagnostics} : {project, diagnostics};
}

/**
 * Whether resources may stand where it says that nothing could be read: a file's syntax, a document's kind, an entry of `resources`; or
 * whether a name is none that anything should be compared with.
 */
function hidesNames({code, severity, at}: Diagnostic, root: string): boolean {
  if (severity !== 'error') return false;
  return (
    code.startsWith('KF1') ||
    ['KF213', 'KF216', 'KF305'].includes(code) ||
    (code.startsWith('KF5') && (at?.file ?? root) === root)
  );
}

/** A resource in its final form, and what the rules of the project have to know of it. The rest of what was read can go. */
async function loadResource(
  subject: ResourceSubject,
  root: ConfigSubject,
  pathsOf: (dir: string) => DeclaredPaths,
  report: Report,
  kinds: PluginKinds,
): Promise<DeclaredResource & {resource: Resource; isNamed: boolean}> {
  const {file, at, steps} = subject;
  for (const rule of resourceRules) rule.check(subject, report);
  for (const step of steps) {
    const stepSubject = {...step, resource: file, plugged: kinds};
    // By forEach: a loop makes an object for each turn until V8 optimizes it, and this is the hottest.
    stepRules.forEach((rule) => rule.check(stepSubject, report));
  }
  const resource = await normalizeResource(
    subject,
    pathsOf(dirName(at.location.file)),
    root.file.autoCreateNamespace ?? true,
    {report, kinds},
  );
  const isNamed = hasAllNames(subject);
  return {name: file.name, nameAt: at.at('name'), phase: file.phase, phaseAt: at.at('phase'), resource, isNamed};
}
