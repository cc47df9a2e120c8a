import type {DeclaredPaths} from '../../config/read/declared-paths.js';
import type {ConfigSubject} from '../../config/rules/rule.js';
import type {FileReader} from '../../source/file-reader.js';
import type {Report} from '../../source/report.js';
import {noPluginKinds} from '../plugin-kinds.js';
import type {ReadPlugins} from './read-plugins.js';

/** The plugins that a root config declares. What reads and checks them is large, and loaded for those who have any. */
export async function declaredPlugins(
  root: ConfigSubject,
  paths: DeclaredPaths,
  files: FileReader,
  report: Report,
): Promise<ReadPlugins> {
  if (!root.file.plugins || root.file.plugins.length === 0) return {plugins: [], kinds: noPluginKinds};
  const {readPlugins} = await import('./read-plugins.js');
  return await readPlugins(root, paths, files, report);
}
