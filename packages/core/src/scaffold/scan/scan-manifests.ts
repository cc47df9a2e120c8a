import {byCodePoint} from '../../source/by-code-point.js';
import type {FileReader} from '../../source/file-reader.js';
import {extension} from '../../source/files/path.js';
import type {LeftOut, ManifestScan, ScaffoldUnit} from '../unit.js';
import {leaveOutCopies} from './leave-out-copies.js';
import {readChart} from './read-chart.js';
import {kustomizationNames, readKustomization} from './read-kustomization.js';
import type {ReadKustomization} from './read-kustomization.js';
import {readManifest} from './read-manifest.js';

/** Symbolic links may lead in circles. */
const deepest = 32;

/**
 * Finds everything under a directory that can go to a cluster, recursively: `.yaml`, `.yml` and `.json` files with Kubernetes objects,
 * kustomizations, helm charts. What lies below a kustomization or a chart is its own business. Hidden files and directories and
 * `node_modules` are not looked at. Every other YAML or JSON file is named in `leftOut`, with the reason.
 *
 * @param dir absolute
 * @throws what the FileReader rejects with when the directory itself cannot be listed; the signal's reason
 */
export async function scanManifests(dir: string, files: FileReader, signal?: AbortSignal): Promise<ManifestScan> {
  const units: ScaffoldUnit[] = [];
  const leftOut: LeftOut[] = [];
  const kustomizations: string[] = [];

  async function walk(directory: string, depth: number, owned: boolean): Promise<void> {
    signal?.throwIfAborted();
    const names = await files.list(directory).catch((error: unknown): string[] => {
      // Of what was asked for it is a failure, of something in it a gap to tell of.
      if (depth === 0) throw error;
      leftOut.push({path: directory, why: cannotRead(error)});
      return [];
    });
    if (names.includes('Chart.yaml')) {
      if (owned) return;
      const chart = await readChart(directory, files).catch((error: unknown) => ({why: cannotRead(error)}));
      if ('unit' in chart) units.push(chart.unit);
      else leftOut.push({path: directory, why: chart.why});
      return;
    }
    const kustomized = names.some((name) => kustomizationNames.includes(name));
    if (kustomized) kustomizations.push(directory);
    for (const name of names) {
      if (name.startsWith('.') || name === 'node_modules') continue;
      const path = directory === '/' ? `/${name}` : `${directory}/${name}`;
      if ((await files.kind(path)) === 'directory') {
        if (depth < deepest) await walk(path, depth + 1, owned || kustomized);
      } else if (!owned && !kustomized && ['.yaml', '.yml', '.json'].includes(extension(name))) {
        const found = await manifestAt(path, files);
        if ('objects' in found) units.push({type: 'manifest', path, objects: found.objects});
        else leftOut.push({path, ...found});
      }
    }
  }

  await walk(dir, 0, false);
  const read = await Promise.all(kustomizations.map(async (path) => ({path, ...(await kustomizationAt(path, files))})));
  const included = new Set(read.flatMap(({includes}) => includes));
  for (const {path, unit, why = ''} of read) {
    if (included.has(path)) continue;
    if (unit) units.push(unit);
    else leftOut.push({path, why});
  }
  const kept = leaveOutCopies(units.sort(byPath));
  return {dir, units: kept.units, leftOut: [...leftOut, ...kept.leftOut].sort(byPath)};
}

async function manifestAt(path: string, files: FileReader): Promise<ReturnType<typeof readManifest>> {
  try {
    return readManifest(path, await files.read(path));
  } catch (error) {
    return {why: cannotRead(error)};
  }
}

async function kustomizationAt(path: string, files: FileReader): Promise<ReadKustomization> {
  try {
    return await readKustomization(path, files);
  } catch (error) {
    return {why: cannotRead(error), includes: []};
  }
}

function cannotRead(error: unknown): string {
  return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}

function byPath(a: {path: string}, b: {path: string}): number {
  return byCodePoint(a.path, b.path);
}
