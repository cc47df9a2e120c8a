import type {Cursor} from '../../source/yaml/cursor.js';
import type {FileReader} from '../../source/file-reader.js';
import {parseYaml} from '../../source/yaml/parse-yaml.js';
import {baseName} from '../../source/files/path.js';
import type {Report} from '../../source/report.js';
import {checkConfigSchema} from '../schema/check-schema.js';
import {kflowBlock, kflowKind} from './kflow-block.js';
import {kflowBlockRule} from '../rules/kflow-block.js';
import type {ConfigSubject} from '../rules/rule.js';

const start = 'a root config begins with `kflow: {version: v1, kind: Config}`';

/** Reads the root config: the one document of its file. Undefined when it is none, which is reported. */
export async function readConfig(path: string, files: FileReader, report: Report): Promise<ConfigSubject | undefined> {
  const kind = await files.kind(path);
  if (kind === 'missing') {
    report('KF501', undefined, `there is no root config at ${path}`, {
      hint: 'create it, or name another one with `-c` or KFLOW_CONFIG',
    });
    return undefined;
  }
  if (kind === 'directory') {
    report('KF501', undefined, `${path} is a directory, not a root config`, {
      hint: `name the file in it, such as ${path === '/' ? '' : path}/kflow.yaml`,
    });
    return undefined;
  }
  let text: string;
  try {
    text = await files.read(path);
  } catch (error) {
    report('KF502', undefined, `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
  let failed = false;
  const documents = await parseYaml(path, text, (...problem) => {
    failed = true;
    report(...problem);
  });
  return failed ? undefined : configOf(path, documents, report);
}

function configOf(path: string, documents: Cursor[], report: Report): ConfigSubject | undefined {
  for (const document of documents) {
    const block = kflowBlock(document);
    if (block) kflowBlockRule.check(block, report);
  }
  const config = documents.find((document) => kflowKind(document) === 'Config');
  if (!config) {
    // A `kflow` block that is wrong has been reported, and may have been meant as Config.
    const resource = documents.find((document) => kflowKind(document) === 'ResourceDefinition');
    if (resource) {
      report(
        'KF214',
        resource.at('kflow', 'kind').location,
        `${baseName(path)} is a ResourceDefinition, not a root config`,
        {
          hint: 'name the file with `kind: Config`, which lists this one under `resources`',
        },
      );
    } else if (!documents.some(kflowBlock)) {
      const at = documents[0]?.location ?? {file: path, line: 1, column: 1};
      const what = documents.length === 0 ? 'is empty' : 'is not a root config: it has no `kflow` block';
      report('KF214', at, `${baseName(path)} ${what}`, {hint: start});
    }
    return undefined;
  }
  for (const other of documents) {
    if (other === config) continue;
    const kind = kflowKind(other);
    report('KF215', other.location, `the root config has to be the only document of ${baseName(path)}`, {
      hint:
        kind === 'ResourceDefinition'
          ? 'move the resource to a file of its own, and list that under `resources`'
          : 'move the other document to a file of its own',
    });
  }
  return {file: checkConfigSchema(config, report), at: config};
}
