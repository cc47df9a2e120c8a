import {buildGraph, loadProject, memoryFiles} from '@kflow/core';
import type {Graph, Project} from '@kflow/core';

/** Loads a project from texts, by path below `/project`; `kflow.yaml` is its root config. Throws when it has errors. */
export async function inMemoryProject(files: {[path: string]: string}): Promise<{project: Project; graph: Graph}> {
  const absolute = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/project/${path}`, text]));
  const {project, diagnostics} = await loadProject({config: '/project/kflow.yaml', files: memoryFiles(absolute)});
  if (!project) throw new Error(diagnostics.map(({message}) => message).join('\n'));
  return {project, graph: buildGraph(project)};
}
