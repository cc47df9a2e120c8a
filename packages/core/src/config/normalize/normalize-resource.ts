import {present} from '../../source/draft.js';
import type {PluginKinds} from '../../plugins/plugin-kinds.js';
import {dirName} from '../../source/files/path.js';
import type {Report} from '../../source/report.js';
import type {DeclaredPaths} from '../read/declared-paths.js';
import {implicitPhase} from './implicit-phase.js';
import {normalizeStep, references} from './normalize-step.js';
import type {Resource, WorkloadReference} from '../project.js';
import type {ResourceSubject} from '../rules/rule.js';
import {workloadKind} from './workload-kind.js';

/** A resource in its final form. `autoCreateNamespace` is the root config's setting. */
export async function normalizeResource(
  {file, at, steps}: ResourceSubject,
  paths: DeclaredPaths,
  autoCreateNamespace: boolean,
  {report, kinds}: {report: Report; kinds: PluginKinds},
): Promise<Resource> {
  const name = file.name ?? '';
  const namespace = file.namespace ?? 'default';
  const {location} = at.at('name');
  const dir = dirName(location.file);
  const normalized = steps.map((step) => normalizeStep(step, {resource: name, namespace, dir, paths, report, kinds}));
  return {
    name,
    namespace,
    phase: file.phase ?? implicitPhase,
    ...(file.description === undefined ? {} : {description: file.description}),
    dependsOn: references(file.dependsOn, at),
    ...(file.selector === undefined ? {} : {selector: file.selector}),
    workloads: present(file.workloads).map(workload),
    keepNamespace: file.keepNamespace ?? false,
    autoCreateNamespace: file.autoCreateNamespace ?? autoCreateNamespace,
    steps: present(await Promise.all(normalized)),
    file: location.file,
    dir,
    at: location,
  };
}

function workload(text: string): WorkloadReference {
  const [kind = '', name = ''] = text.split('/', 2);
  return {kind: workloadKind(kind), name};
}
