import type {Phase, Project, Reference, Resource, Step, StepSpec} from '../../src/index.js';

/** A resource in short: its steps by name, each with its `dependsOn`. */
export interface ShortResource {
  phase?: string;
  dependsOn?: string[];
  steps?: {[name: string]: string[]};
  /** Kinds of steps other than `script`. */
  kinds?: {[step: string]: 'helm'};
}

/**
 * A project from a short form. Each `dependsOn` entry has a line of its own: entries are numbered by resource, so that the
 * location of one does not change when another is added.
 */
export function declareProject(phases: string[], resources: {[name: string]: ShortResource}): Project {
  const names = phases.length > 0 ? phases : ['default'];
  return {
    file: '/p/kflow.yaml',
    dir: '/p',
    stateDir: '/state',
    runners: [],
    phases: names.map((name): Phase => ({name, implicit: phases.length === 0})),
    resources: Object.entries(resources).map(([name, short]) =>
      declareResource(name, short, names.at(-1) ?? 'default'),
    ),
  };
}

function declareResource(
  name: string,
  {phase, dependsOn = [], steps = {}, kinds = {}}: ShortResource,
  last: string,
): Resource {
  const file = `/p/${name}.yaml`;
  const references = (texts: string[], line: number): Reference[] =>
    texts.map((text, index) => ({text, at: {file, line, column: 10 + index, text}}));
  return {
    name,
    namespace: `${name}-ns`,
    phase: phase ?? last,
    dependsOn: references(dependsOn, 2),
    workloads: [],
    keepNamespace: false,
    autoCreateNamespace: true,
    file,
    dir: '/p',
    at: {file, line: 1, column: 1},
    steps: Object.entries(steps).map(([step, waits], index): Step => ({
      id: `${name}.${step}`,
      name: step,
      resource: name,
      namespace: `${name}-ns`,
      serverSide: false,
      dependsOn: references(waits, 10 + index),
      spec: kinds[step] === 'helm' ? helm(name) : {kind: 'script', run: 'true', workdir: '/p'},
      at: {file, line: 10 + index, column: 1},
    })),
  };
}

function helm(release: string): StepSpec {
  return {kind: 'helm', release, chart: 'web', local: false, valuesFiles: [], values: {}, secretValues: {}};
}
