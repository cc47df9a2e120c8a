import {editorSchemaLine} from '../config/schema/editor-schema.js';
import {looksLikePath} from '../config/read/declared-paths.js';
import type {FileReader} from '../source/file-reader.js';
import {dirName, extension, resolvePath} from '../source/files/path.js';
import {configText} from './render/config-text.js';
import {exampleManifest} from './render/example-manifest.js';
import {relativePath} from './render/relative-path.js';
import {document, scalar} from './render/yaml-text.js';
import {resourcesDir} from './resources-dir.js';
import type {Scaffold} from './scaffold.js';
import {stages} from './sort/stages.js';

/** The phases of a new project that asks for none. */
export const defaultPhases: readonly {name: string; description: string}[] = stages.filter(
  ({name}) => name !== 'operators',
);

/** What a new project begins with. */
export interface NewProjectRequest {
  /** Absolute path of the root config to be. */
  config: string;
  /** The first resource's name: a DNS label. */
  name: string;
  /** Its namespace. */
  namespace: string;
  /** In order; default {@link defaultPhases}. The resource goes to `apps`, else to the last one. */
  phases?: readonly string[];
  /** A chart: a path (relative to the reader's working directory), `oci://...`, `repo/chart`, or a name with `repo`. Default: an example manifest. */
  chart?: string;
  /** URL of the chart's repository. */
  repo?: string;
}

/** A project with one resource: a helm release, or an example to begin with. Writes nothing. */
export async function scaffoldNewProject(request: NewProjectRequest, files: FileReader): Promise<Scaffold> {
  const {config, name, namespace} = request;
  const named = request.phases?.map((phase) => ({name: phase}));
  const phases: {name: string; description?: string}[] = named ?? defaultPhases.map((phase) => ({...phase}));
  const phase = (phases.find((each) => each.name === 'apps') ?? phases.at(-1))?.name ?? 'apps';
  const base = dirName(config) === '/' ? '' : dirName(config);
  const resources = await resourcesDir(config, files);
  const dir = `${base}/${resources}`;
  const manifest = `${base}/manifests/${name}.yaml`;
  const chart = request.chart === undefined ? undefined : await chartFrom(dir, request.chart, request.repo, files);
  const content =
    chart === undefined
      ? ['manifests:', `  - ${scalar(relativePath(dir, manifest))}`]
      : [
          'helm:',
          `  chart: ${scalar(chart)}`,
          ...(request.repo === undefined ? [] : ['  repo:', `    url: ${scalar(request.repo)}`]),
        ];
  const text = document(
    [editorSchemaLine('resource'), 'kflow:', '  version: v1', '  kind: ResourceDefinition'],
    [`name: ${scalar(name)}`, `namespace: ${scalar(namespace)}`, `phase: ${scalar(phase)}`],
    chart === undefined
      ? ['# What restart, logs and status act on.', 'workloads:', `  - ${scalar(`deployment/${name}`)}`]
      : [],
    content,
  );
  return {
    files: [
      {path: config, text: configText(phases, resources)},
      {path: `${dir}/${name}.yaml`, text},
      ...(chart === undefined ? [{path: manifest, text: exampleManifest(name)}] : []),
    ],
    phases,
    resources: [
      {
        name,
        namespace,
        phase,
        dependsOn: [],
        content:
          chart === undefined
            ? {type: 'manifests', files: [manifest], scope: 'namespace', create: []}
            : {type: 'helm', path: chart},
      },
    ],
    leftOut: [],
  };
}

/** A chart as the resource has to name it: a local one from where the resource lies. */
async function chartFrom(dir: string, chart: string, repo: string | undefined, files: FileReader): Promise<string> {
  const path = resolvePath(files.cwd(), chart, files.home());
  if (looksLikePath(chart)) return relativePath(dir, path);
  if (repo !== undefined || chart.includes('://')) return chart;
  const local =
    (await files.kind(`${path}/Chart.yaml`)) === 'file' ||
    (extension(path) === '.tgz' && (await files.kind(path)) === 'file');
  return local ? relativePath(dir, path) : chart;
}
