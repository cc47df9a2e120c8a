import type {FileReader} from '../source/file-reader.js';
import {dirName, extension} from '../source/files/path.js';

/**
 * Where the resources of a new project go: `resources` beside the root config, unless there are YAML files in it that would be taken
 * for resources then.
 *
 * @param config absolute path of the root config
 * @returns a name, relative to the root config
 */
export async function resourcesDir(config: string, files: FileReader): Promise<string> {
  for (const name of ['resources', 'kflow', 'kflow-resources']) {
    const names = await files.list(`${dirName(config)}/${name}`).catch((): string[] => []);
    if (!names.some((each) => ['.yaml', '.yml'].includes(extension(each)))) return name;
  }
  return 'resources';
}
