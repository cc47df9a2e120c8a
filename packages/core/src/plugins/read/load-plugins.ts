import {DeclaredPaths} from '../../config/read/declared-paths.js';
import {ManifestFiles} from '../../config/read/manifest-files.js';
import {readConfig} from '../../config/read/read-config.js';
import type {LoadRequest} from '../../config/load-project.js';
import type {Diagnostic} from '../../source/diagnostic.js';
import {cachedFiles} from '../../source/files/cached-files.js';
import {dirName, resolvePath} from '../../source/files/path.js';
import {Problems} from '../../source/report.js';
import {declaredPlugins} from './declared-plugins.js';
import type {Plugin} from '../plugin.js';

/**
 * The plugins that a root config declares, without its resources: for who wants to know the step kinds before there is a project that is right. Those that
 * can be read are returned whatever else is wrong.
 */
export async function loadPlugins({
  config,
  files,
}: Pick<LoadRequest, 'config' | 'files'>): Promise<{plugins: Plugin[]; diagnostics: Diagnostic[]}> {
  const problems = new Problems();
  const {report} = problems;
  const cached = cachedFiles(files);
  const path = resolvePath(files.cwd(), config, files.home());
  const root = await readConfig(path, cached, report);
  if (!root) return {plugins: [], diagnostics: problems.sorted([path])};
  const paths = new DeclaredPaths(cached, dirName(path), report, new ManifestFiles(cached));
  const {plugins} = await declaredPlugins(root, paths, cached, report);
  return {plugins, diagnostics: problems.sorted([path])};
}
