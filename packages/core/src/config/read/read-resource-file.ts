import type {Cursor} from '../../source/yaml/cursor.js';
import type {FileReader} from '../../source/file-reader.js';
import {parseYaml} from '../../source/yaml/parse-yaml.js';
import {baseName} from '../../source/files/path.js';
import type {Report} from '../../source/report.js';
import type {PluginKinds} from '../../plugins/plugin-kinds.js';
import {checkResourceSchema} from '../schema/check-schema.js';
import {declaredSteps} from './declared-steps.js';
import {kflowBlock, kflowKind} from './kflow-block.js';
import type {ResourcePath} from './resource-paths.js';
import {kflowBlockRule} from '../rules/kflow-block.js';
import type {ResourceSubject} from '../rules/rule.js';

/**
 * The ResourceDefinitions of one file. Other documents are errors in a file that `resources` names, and skipped with a warning
 * in one that only stands in a directory; there the root config itself is passed over in silence.
 */
export async function readResourceFile(
  {path, at, explicit}: ResourcePath,
  rootConfig: string,
  files: FileReader,
  report: Report,
  kinds: PluginKinds,
): Promise<ResourceSubject[]> {
  if (path === rootConfig && !explicit) return [];
  let text: string;
  try {
    text = await files.read(path);
  } catch (error) {
    report('KF502', at.location, `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
  // A file that is nobody's resource may well be a template and no YAML at all.
  if (!explicit && !text.includes('kflow')) {
    if (text.trim() !== '') skip(path, {file: path, line: 1, column: 1}, report);
    return [];
  }
  let failed = false;
  const documents = await parseYaml(path, text, (...problem) => {
    failed = true;
    report(...problem);
  });
  if (documents.length === 0 && !failed && explicit) {
    report('KF216', at.location, `${baseName(path)} is empty`, {hint: 'write a ResourceDefinition, or drop the entry'});
  }
  return documents.flatMap((document) => resourceOf(document, path, explicit, report, kinds));
}

function resourceOf(
  document: Cursor,
  path: string,
  explicit: boolean,
  report: Report,
  kinds: PluginKinds,
): ResourceSubject[] {
  const block = kflowBlock(document);
  const kind = kflowKind(document);
  if (kind === 'ResourceDefinition') {
    if (block) kflowBlockRule.check(block, report);
    const file = checkResourceSchema(document, report, kinds);
    return [{file, at: document, steps: declaredSteps(file, document, kinds)}];
  }
  if (block && kind !== 'Config') {
    kflowBlockRule.check(block, report);
  } else if (!explicit) {
    skip(path, document.location, report);
  } else if (kind === 'Config') {
    report(
      'KF216',
      document.at('kflow', 'kind').location,
      `${baseName(path)} is a root config, not a ResourceDefinition`,
      {
        hint: 'drop it from `resources`: there is one root config only',
      },
    );
  } else {
    report('KF216', document.location, `${baseName(path)} has a document that is not a ResourceDefinition`, {
      hint: isManifest(document)
        ? 'it looks like a Kubernetes manifest: name it under `manifests` of a resource'
        : 'begin it with `kflow: {version: v1, kind: ResourceDefinition}`',
    });
  }
  return [];
}

function isManifest(document: Cursor): boolean {
  return document.at('apiVersion').text !== undefined && document.at('kind').text !== undefined;
}

function skip(path: string, at: Cursor['location'], report: Report): void {
  report('KF217', at, `${baseName(path)} has a document that is not a ResourceDefinition: it was skipped`, {
    hint: 'move it out of the directory, or list the resource files one by one',
  });
}
