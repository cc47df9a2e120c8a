import type {Cursor} from '../../source/yaml/cursor.js';
import type {FileReader} from '../../source/file-reader.js';
import {parseYaml} from '../../source/yaml/parse-yaml.js';
import type {Report} from '../../source/report.js';
import {kflowBlock} from './kflow-block.js';

/** Nearly no manifest has this, and only those that have it are parsed: the rest is kubectl's business. */
const maybeKflow = /^[ \t{]*["']?kflow["']?\s*:/m;

/** Refuses a manifest that has a `kflow` block: kubectl would. A manifest that is no YAML is left to kubectl. */
export async function checkManifest(path: string, at: Cursor, files: FileReader, report: Report): Promise<void> {
  let text: string;
  try {
    text = await files.read(path);
  } catch (error) {
    report(
      'KF502',
      at.location,
      `manifest \`${at.text}\` cannot be read: ${error instanceof Error ? error.message : error}`,
    );
    return;
  }
  if (!maybeKflow.test(text)) return;
  for (const root of parseYaml(path, text, () => undefined)) {
    const block = kflowBlock(root);
    if (!block) continue;
    const kind = block.at('kind').text ?? 'kflow file';
    report('KF507', at.location, `\`${at.text}\` is no manifest but a kflow ${kind}`, {
      hint: kind === 'ResourceDefinition' ? 'list it under `resources` of the root config' : 'drop it from `manifests`',
      related: [{message: 'the `kflow` block', at: block.keyLocation}],
    });
    return;
  }
}
