import type {FileReader} from '../../source/file-reader.js';
import {extension} from '../../source/files/path.js';
import {parseYaml} from '../../source/yaml/parse-yaml.js';
import {items, text} from '../objects/field.js';
import type {ChartUnit, ScaffoldObject} from '../unit.js';
import {readManifest} from './read-manifest.js';

/** The chart in a directory with a Chart.yaml, or why it cannot be installed as it lies there. */
export async function readChart(dir: string, files: FileReader): Promise<{unit: ChartUnit} | {why: string}> {
  let problem: string | undefined;
  const [root] = await parseYaml(`${dir}/Chart.yaml`, await files.read(`${dir}/Chart.yaml`), (_, at, message) => {
    problem ??= `has a Chart.yaml that cannot be read: ${message} (line ${at?.line})`;
  });
  if (problem !== undefined) return {why: problem};
  const body = root?.value;
  const name = text(body, 'name');
  if (name === undefined) return {why: 'has a Chart.yaml without a name'};
  if (text(body, 'type') === 'library') return {why: 'is a library chart, which helm does not install'};
  const missing = await missingDependencies(dir, body, files);
  if (missing.length > 0) {
    return {
      why: `is a chart whose dependencies are not there (${missing.join(', ')}): run \`helm dependency build\` first`,
    };
  }
  return {
    unit: {
      type: 'chart',
      path: dir,
      name,
      objects: await definitions(`${dir}/crds`, files),
      kinds: await templateKinds(`${dir}/templates`, files),
    },
  };
}

/** helm refuses a chart whose Chart.yaml names what `charts/` does not hold. */
async function missingDependencies(dir: string, body: unknown, files: FileReader): Promise<string[]> {
  const held = await files.list(`${dir}/charts`).catch((): string[] => []);
  return items(body, 'dependencies')
    .map((each) => text(each, 'name'))
    .filter((name) => name !== undefined)
    .filter((name) => !held.some((each) => each === name || (each.startsWith(`${name}-`) && each.endsWith('.tgz'))));
}

/** helm installs these before everything else, and does not render them. */
async function definitions(dir: string, files: FileReader): Promise<ScaffoldObject[]> {
  const objects: ScaffoldObject[] = [];
  for (const path of await yamlFiles(dir, files)) {
    const found = await readManifest(path, await files.read(path));
    if ('objects' in found) objects.push(...found.objects);
  }
  return objects;
}

async function templateKinds(dir: string, files: FileReader): Promise<string[]> {
  const kinds = new Set<string>();
  for (const path of await yamlFiles(dir, files)) {
    for (const [, kind] of (await files.read(path)).matchAll(/^kind:[ \t]*["']?([A-Z]\w*)["']?[ \t]*$/gm))
      kinds.add(kind!);
  }
  return [...kinds].sort();
}

async function yamlFiles(dir: string, files: FileReader): Promise<string[]> {
  const names = await files.list(dir).catch((): string[] => []);
  const paths: string[] = [];
  for (const name of names) {
    const path = `${dir}/${name}`;
    if ((await files.kind(path)) === 'directory') paths.push(...(await yamlFiles(path, files)));
    else if (['.yaml', '.yml', '.tpl'].includes(extension(name))) paths.push(path);
  }
  return paths;
}
