import type {FileReader} from '../source/file-reader.js';
import {dirName} from '../source/files/path.js';
import {proposeResources} from './propose-resources.js';
import {configText} from './render/config-text.js';
import {resourceText} from './render/resource-text.js';
import {resourcesDir} from './resources-dir.js';
import {scanManifests} from './scan/scan-manifests.js';
import type {Scaffold} from './scaffold.js';

/** What to make a project from. */
export interface ManifestsRequest {
  /** Absolute path of the root config to be. */
  config: string;
  /** Absolute path of a directory with manifests, kustomizations and charts; they stay where they are. */
  from: string;
  /** Where objects go that name no namespace, and charts; default `default`. */
  namespace?: string;
  signal?: AbortSignal;
}

/**
 * A project for what lies in a directory: resources, phases, and the dependencies that references between objects prove. Writes nothing.
 * Without anything that a cluster takes, `resources` is empty.
 *
 * @throws what the FileReader rejects with, and the signal's reason
 */
export async function scaffoldFromManifests(request: ManifestsRequest, files: FileReader): Promise<Scaffold> {
  const {config, from, namespace = 'default', signal} = request;
  const scan = await scanManifests(from, files, signal);
  const {phases, resources} = proposeResources(scan, {namespace});
  const name = await resourcesDir(config, files);
  const dir = `${dirName(config) === '/' ? '' : dirName(config)}/${name}`;
  return {
    files: [
      {path: config, text: configText(phases, name)},
      ...resources.map((resource) => ({path: `${dir}/${resource.name}.yaml`, text: resourceText(resource, dir)})),
    ],
    phases,
    resources,
    leftOut: scan.leftOut,
  };
}
