import type {Location} from '../../source/diagnostic.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import type {FileReader} from '../../source/file-reader.js';
import {parseYaml} from '../../source/yaml/parse-yaml.js';
import type {Report} from '../../source/report.js';
import {kflowBlock} from './kflow-block.js';

/** Nearly no manifest has this, and only those that have it are parsed: the rest is kubectl's business. */
const maybeKflow = /^[ \t{]*["']?kflow["']?\s*:/m;

/** Why a file is no manifest: it cannot be read, or it has a `kflow` block. */
type Flaw = {unreadable: string} | {kind: string; block: Location};

/** Looks into the manifests of a project, each once: many steps may name the same. */
export class ManifestFiles {
  /** By path; a promise while a file is looked into. */
  readonly #flaws = new Map<string, Promise<Flaw | 'none'> | Flaw | 'none'>();

  constructor(private readonly files: FileReader) {}

  /**
   * Refuses a manifest that has a `kflow` block: kubectl would. A manifest that is no YAML is left to kubectl.
   *
   * @returns false when it was refused
   */
  async check(path: string, at: Cursor, report: Report): Promise<boolean> {
    let flaw = this.#flaws.get(path);
    if (flaw === undefined) this.#flaws.set(path, (flaw = flawOf(path, this.files)));
    if (flaw instanceof Promise) this.#flaws.set(path, (flaw = await flaw));
    if (flaw === 'none') return true;
    if ('unreadable' in flaw) {
      report('KF502', at.location, `manifest \`${at.text}\` cannot be read: ${flaw.unreadable}`);
      return false;
    }
    const {kind, block} = flaw;
    report('KF507', at.location, `\`${at.text}\` is no manifest but a kflow ${kind}`, {
      hint: kind === 'ResourceDefinition' ? 'list it under `resources` of the root config' : 'drop it from `manifests`',
      related: [{message: 'the `kflow` block', at: block}],
    });
    return false;
  }
}

async function flawOf(path: string, files: FileReader): Promise<Flaw | 'none'> {
  let text: string;
  try {
    text = await files.read(path);
  } catch (error) {
    return {unreadable: error instanceof Error ? error.message : String(error)};
  }
  if (!maybeKflow.test(text)) return 'none';
  for (const root of await parseYaml(path, text, () => undefined)) {
    const block = kflowBlock(root);
    if (block) return {kind: block.at('kind').text ?? 'kflow file', block: block.keyLocation};
  }
  return 'none';
}
