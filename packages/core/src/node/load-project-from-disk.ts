import {nodeFiles} from './node-files.js';
import {loadProject, type LoadResult} from '../config/load-project.js';

/**
 * {@link loadProject} over Node's file system.
 *
 * @param config path of the root config: absolute, relative to the working directory, or with `~`
 * @param options `cwd` and `home` are those of the process by default
 */
export function loadProjectFromDisk(config: string, options: {cwd?: string; home?: string} = {}): Promise<LoadResult> {
  return loadProject({config, files: nodeFiles(options)});
}
