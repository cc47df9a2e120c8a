import type {DeclaredPaths} from '../../config/read/declared-paths.js';
import type {ConfigSubject} from '../../config/rules/rule.js';
import type {FileReader} from '../../source/file-reader.js';
import {dirName, resolvePath} from '../../source/files/path.js';
import type {Report} from '../../source/report.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import {stepKindNames} from '../../steps/index.js';
import {compileSchema} from '../schema/compile-schema.js';
import {PluginFinder} from './find-plugin.js';
import {inlineSchema, SchemaFlaw} from '../schema/inline-schema.js';
import type {PluginKindFile} from './plugin-file.js';
import {GrowingKinds, type LoadedKind, type PluginKinds} from '../plugin-kinds.js';
import type {Plugin} from '../plugin.js';
import {readPluginFile} from './read-plugin-file.js';
import {summaryFlaw} from '../block/summary.js';

/** The plugins of a project. */
export interface ReadPlugins {
  plugins: Plugin[];
  kinds: PluginKinds;
}

/** Keys of a step that are no kinds. */
const stepKeys = ['name', 'dependsOn', 'namespace', 'noNamespace', 'serverSide', 'encrypted', 'encryptionKeyId'];
/** What a key of a step kind looks like. */
const kindName = /^[a-z][A-Za-z0-9]{0,62}$/;

/** Reads the plugins that a root config declares, one after the other. Runs none of their code. */
export async function readPlugins(
  {file, at}: ConfigSubject,
  paths: DeclaredPaths,
  files: FileReader,
  report: Report,
): Promise<ReadPlugins> {
  const reading = new PluginReading(files, new PluginFinder(files, paths, report), report);
  for (const [index, entry] of (file.plugins ?? []).entries()) {
    if (entry !== undefined) await reading.add(at.at('plugins', index));
  }
  return reading;
}

class PluginReading implements ReadPlugins {
  readonly plugins: Plugin[] = [];
  readonly kinds = new GrowingKinds();
  /** Where each kind is declared. */
  private readonly origins = new Map<string, {file: string; at: Cursor}>();

  constructor(
    private readonly files: FileReader,
    private readonly finder: PluginFinder,
    private readonly report: Report,
  ) {}

  async add(at: Cursor): Promise<void> {
    const found = await this.finder.find(at);
    if (found && this.plugins.some(({file}) => file === found.file)) return;
    const read = found && (await readPluginFile(found.file, at, this.files, this.report));
    if (!read) {
      this.kinds.isComplete = false;
      return;
    }
    const kinds: LoadedKind[] = [];
    for (const [name, kind] of Object.entries(read.file.stepKinds)) {
      const loaded = await this.kind(name, kind, found.file, read.at.at('stepKinds', name), at);
      if (loaded) kinds.push(loaded);
      else this.kinds.isComplete = false;
    }
    const specifier = at.text ?? '';
    this.plugins.push({specifier, ...found, at: at.location, kinds: kinds.map(({check: _, ...kind}) => kind)});
    for (const kind of kinds) this.kinds.set(kind.name, kind);
  }

  private async kind(
    name: string,
    {description, schema, summary = '', waits = false, mayBeEmpty = false, handler}: PluginKindFile,
    file: string,
    at: Cursor,
    entry: Cursor,
  ): Promise<LoadedKind | undefined> {
    const related = [{message: 'the plugin is declared here', at: entry.location}];
    if (!this.isFree(name, file, at, entry)) return undefined;
    try {
      const inlined = inlineSchema(schema);
      const check = await compileSchema(inlined);
      const flaw = summaryFlaw(summary, inlined);
      if (flaw !== undefined) {
        this.report('KF634', at.at('summary').location, `the summary of step kind \`${name}\`: ${flaw}`, {related});
        return undefined;
      }
      const module = resolvePath(dirName(file), handler, '/');
      return {name, description, schema: inlined, summary, waits, mayBeEmpty, handler: module, check};
    } catch (error) {
      if (!(error instanceof SchemaFlaw)) throw error;
      this.report(
        'KF634',
        at.at('schema', ...error.path).location,
        `the schema of step kind \`${name}\`: ${error.message}`,
        {
          hint: error.hint,
          related,
        },
      );
      return undefined;
    }
  }

  /** Whether a name can be that of a new kind. */
  private isFree(name: string, file: string, at: Cursor, entry: Cursor): boolean {
    const declared = {message: 'the plugin is declared here', at: entry.location};
    const place = at.keyLocation;
    if (!kindName.test(name)) {
      this.report('KF634', place, `\`${name}\` cannot be the name of a step kind`, {
        hint: 'a lower-case letter, then up to 62 letters and digits, like `sqlMigration`',
        related: [declared],
      });
      return false;
    }
    if (stepKeys.includes(name) || name === 'plugin') {
      this.report('KF634', place, `\`${name}\` cannot be the name of a step kind: it means something else to kflow`, {
        related: [declared],
      });
      return false;
    }
    const other = this.origins.get(name);
    const isBuiltIn = (stepKindNames as string[]).includes(name);
    if (!other && !isBuiltIn) {
      this.origins.set(name, {file, at});
      return true;
    }
    const both = other ? `in ${other.file} and in ${file}` : `kflow's own, and one in ${file}`;
    this.report('KF635', entry.location, `two step kinds are called \`${name}\`: ${both}`, {
      hint: other ? 'drop one of the two plugins' : 'rename it in the plugin',
      related: [
        {message: 'declared here', at: place},
        ...(other ? [{message: 'the other one is declared here', at: other.at.keyLocation}] : []),
      ],
    });
    return false;
  }
}
