import type {ErrorObject} from 'ajv';
import * as generated from '../../generated/plugin-validator.js';
import {schemaProblem} from '../../config/schema/schema-problem.js';
import {pathOf} from '../../config/schema/schema-path.js';
import type {FileReader} from '../../source/file-reader.js';
import {baseName} from '../../source/files/path.js';
import type {Report} from '../../source/report.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import {parseYaml} from '../../source/yaml/parse-yaml.js';
import type {PluginFile} from './plugin-file.js';

/** The version of the format that this kflow reads. */
const version = 1;
/** Characters. */
const longest = 1_000_000;

interface Validator {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** A plugin's JSON file, and its places. */
export interface ReadPluginFile {
  file: PluginFile;
  at: Cursor;
}

/** Reads and checks a plugin's JSON file. Undefined when it is none, which is reported with its place, at the entry `at` when it has none. */
export async function readPluginFile(
  path: string,
  at: Cursor,
  files: FileReader,
  report: Report,
): Promise<ReadPluginFile | undefined> {
  const related = [{message: 'the plugin is declared here', at: at.location}];
  let text: string;
  try {
    text = await files.read(path);
  } catch (error) {
    report('KF632', at.location, `plugin file ${path} cannot be read: ${messageOf(error)}`);
    return undefined;
  }
  if (text.length > longest) {
    report('KF632', at.location, `plugin file ${path} has more than ${longest} characters`);
    return undefined;
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    report('KF632', placeIn(path, text, messageOf(error)), `${baseName(path)} is not valid JSON: ${messageOf(error)}`, {
      related,
    });
    return undefined;
  }
  // JSON is YAML, but for tabs, which JSON has between tokens only.
  let failed = false;
  const [root] = await parseYaml(path, text.replaceAll('\t', ' '), (code, place, message, more) => {
    failed = true;
    report(code, place, message, {...more, related});
  });
  if (failed || !root) {
    if (!failed) report('KF632', at.location, `plugin file ${path} is empty`);
    return undefined;
  }
  const found = (data as {version?: unknown} | null)?.version;
  if (found !== undefined && found !== version) {
    report(
      'KF633',
      root.at('version').location,
      `${baseName(path)} is of version \`${root.at('version').text ?? 'none'}\`, and this kflow reads version ${version}`,
      {
        hint:
          typeof found === 'number' && found > version
            ? 'use a newer kflow, or an older version of the plugin'
            : `write \`"version": ${version}\``,
        related,
      },
    );
    return undefined;
  }
  const validate = generated.validatePlugin as unknown as Validator;
  if (validate(data)) return {file: data as PluginFile, at: root};
  for (const error of validate.errors ?? []) {
    const problem = schemaProblem(error, pathOf(error.instancePath, root), root, {document: 'the plugin'});
    if (problem) report(problem.code, problem.at, problem.message, {hint: problem.hint, related});
  }
  return undefined;
}

/** Where JSON.parse says that it stopped; the beginning when it does not. */
function placeIn(file: string, text: string, message: string): {file: string; line: number; column: number} {
  const before = text.slice(0, Number(/at position (\d+)/.exec(message)?.[1] ?? 0)).split('\n');
  return {file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1};
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
