import {eventLoopTurns} from '@kflow/core/node';
import type {ManifestObjectInfo, Resource, Step} from '@kflow/core';
import {hashBytes} from '../../state/manifest-hash.js';
import {manifestBytes} from '../../steps/manifests/read-manifest-file.js';
import {declaredObjects} from './declared-objects.js';

/**
 * What a report says of a manifest file.
 *
 * @internal
 */
export interface DeclaredManifest {
  /** `sha256:<hex>` of its bytes, as state keeps it. */
  hash: string;
  /** Its objects that may have pods. */
  objects: ManifestObjectInfo[];
}

/**
 * The manifest files that resources name, each read once for all that a report says of it: which objects with pods it declares, and whether
 * it is what was applied. One that cannot be read (any more) is undefined.
 *
 * @internal
 */
export class DeclaredManifests {
  private readonly files = new Map<string, Promise<DeclaredManifest | undefined>>();

  /** @param path absolute */
  file(path: string): Promise<DeclaredManifest | undefined> {
    let file = this.files.get(path);
    if (!file) {
      file = readDeclared(path).catch(() => undefined);
      this.files.set(path, file);
    }
    return file;
  }

  /** Reads those of some resources; what goes on meanwhile (connecting to the cluster, say) gets its turns. */
  async readAhead(resources: readonly Resource[]): Promise<void> {
    const turn = eventLoopTurns();
    for (const path of resources.flatMap(({steps}) => manifestPaths(steps))) {
      await this.file(path);
      await turn();
    }
  }
}

async function readDeclared(path: string): Promise<DeclaredManifest> {
  const bytes = await manifestBytes(path);
  return {hash: hashBytes(bytes), objects: declaredObjects(bytes.toString('utf8'))};
}

/** The manifest files that steps name: absolute paths. */
export function manifestPaths(steps: readonly Step[]): string[] {
  return steps.flatMap(({spec}) =>
    spec.kind === 'manifests' ? spec.sources.flatMap(({type, location}) => (type === 'file' ? [location] : [])) : [],
  );
}
