import {dirName} from '../../source/files/path.js';
import type {Plugin} from '../../plugins/plugin.js';
import type {DeclaredPaths} from '../read/declared-paths.js';
import {implicitPhase} from './implicit-phase.js';
import type {Phase, Project, Resource} from '../project.js';
import type {ConfigSubject} from '../rules/rule.js';

const defaultStateDir = '~/.kflow';

/** The whole project in its final form, of resources that are. */
export async function normalizeProject(
  config: ConfigSubject,
  resources: Resource[],
  paths: DeclaredPaths,
  plugins: Plugin[],
): Promise<Project> {
  const {file, at} = config;
  const path = at.location.file;
  const dir = dirName(path);
  const runners = await Promise.all(
    (file.runners ?? []).flatMap((entry, index) =>
      entry === undefined ? [] : [paths.runnerModule(at.at('runners', index))],
    ),
  );
  return {
    file: path,
    dir,
    ...(file.context === undefined ? {} : {context: file.context}),
    stateDir: paths.resolve(file.state?.dir || defaultStateDir),
    runners,
    ...(plugins.length === 0 ? {} : {plugins}),
    phases: phases(config, resources),
    resources,
  };
}

function phases({file, at}: ConfigSubject, resources: Resource[]): Phase[] {
  const declared = (file.phases ?? []).flatMap((phase, index): Phase[] => {
    if (phase === undefined) return [];
    const {name = '', description} = typeof phase === 'string' ? {name: phase} : phase;
    const place = at.at('phases', index, 'name').location;
    return [{name, ...(description === undefined ? {} : {description}), implicit: false, at: place}];
  });
  const known = declared.some(({name}) => name === implicitPhase);
  const needed = declared.length === 0 || resources.some(({phase}) => phase === implicitPhase);
  return known || !needed ? declared : [...declared, {name: implicitPhase, implicit: true}];
}
