import {loadProject} from '../config/load-project.js';
import type {LoadResult} from '../config/load-project.js';
import {buildGraph} from '../graph/build-graph.js';
import type {FileReader} from '../source/file-reader.js';
import {overlayFiles} from '../source/files/overlay-files.js';
import type {Scaffold} from './scaffold.js';

/** Loads a project that is not written yet as if it were, with all that there is to say about it. */
export async function checkScaffold(scaffold: Scaffold, files: FileReader): Promise<LoadResult> {
  const texts = new Map(scaffold.files.map(({path, text}) => [path, text]));
  const {project, diagnostics} = await loadProject({
    config: scaffold.files[0]!.path,
    files: overlayFiles(files, texts),
  });
  if (!project) return {diagnostics};
  return {project, diagnostics: [...diagnostics, ...buildGraph(project).diagnostics]};
}
