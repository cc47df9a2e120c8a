import {eventLoopTurns} from '@kflow/core/node';
import type {Resource, Step} from '@kflow/core';
import {readManifestFile} from '../../steps/manifests/read-manifest-file.js';
import type {ManifestFile} from '../../steps/manifests/read-manifest-file.js';

/**
 * The manifest files that resources name, each read once for all that a report says of it: which objects it declares, and whether it is
 * what was applied. One that cannot be read (any more) is undefined.
 *
 * @internal
 */
export class DeclaredManifests {
  private readonly files = new Map<string, Promise<ManifestFile | undefined>>();

  /** @param path absolute */
  file(path: string): Promise<ManifestFile | undefined> {
    let file = this.files.get(path);
    if (!file) {
      file = readManifestFile(path).catch(() => undefined);
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

/** The manifest files that steps name: absolute paths. */
export function manifestPaths(steps: readonly Step[]): string[] {
  return steps.flatMap(({spec}) =>
    spec.kind === 'manifests' ? spec.sources.flatMap(({type, location}) => (type === 'file' ? [location] : [])) : [],
  );
}
