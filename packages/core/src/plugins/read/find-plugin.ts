import {looksLikePath, type DeclaredPaths} from '../../config/read/declared-paths.js';
import type {FileReader} from '../../source/file-reader.js';
import {dirName, extension, resolvePath} from '../../source/files/path.js';
import type {Report} from '../../source/report.js';
import type {Cursor} from '../../source/yaml/cursor.js';

/** The JSON file of a plugin, and the package that says where it is. */
export interface FoundPlugin {
  file: string;
  package?: {name: string; version?: string};
}

/** The name of the file in a directory. */
export const pluginFileName = 'kflow-plugin.json';

const packageName = /^(@[a-z\d~-][a-z\d._~-]*\/)?[a-z\d~-][a-z\d._~-]*$/;

/** Looks for plugins through the files that core is given. Nothing is run or resolved as modules are: only files with known names are read. */
export class PluginFinder {
  constructor(
    private readonly files: FileReader,
    private readonly paths: DeclaredPaths,
    private readonly report: Report,
  ) {}

  /**
   * What one entry of `plugins` stands for: a JSON file, a directory with one, or an npm package whose package.json names one. Undefined when there is
   * none, which is reported.
   */
  async find(at: Cursor): Promise<FoundPlugin | undefined> {
    const text = at.text ?? '';
    const isPath = looksLikePath(text) || extension(text) === '.json' || (await this.paths.kind(text)) !== 'missing';
    if (text === '' || isPath) return await this.atPath(at, text);
    if (!packageName.test(text)) {
      this.report('KF630', at.location, `\`${text}\` is neither a path nor the name of an npm package`, {
        hint: 'a path begins with `./` or ends in `.json`',
      });
      return undefined;
    }
    const dir = await this.packageDir(text);
    if (dir === undefined) {
      this.report('KF630', at.location, `there is no npm package \`${text}\` to be found from ${this.paths.base}`, {
        hint: `install it there, e.g. with \`npm install ${text}\`; a path begins with \`./\``,
      });
      return undefined;
    }
    return await this.ofPackage(at, dir);
  }

  private async atPath(at: Cursor, text: string): Promise<FoundPlugin | undefined> {
    const path = await this.paths.fileOrDirectory(at, 'plugin', text);
    const kind = text === '' ? 'missing' : await this.files.kind(path);
    if (kind === 'missing') return undefined;
    if (kind === 'directory') {
      const file = `${path}/${pluginFileName}`;
      if ((await this.files.kind(file)) === 'file') return {file};
      if ((await this.files.kind(`${path}/package.json`)) === 'file') return await this.ofPackage(at, path);
      this.report('KF631', at.location, `directory \`${text}\` is no plugin: it has no \`${pluginFileName}\``);
      return undefined;
    }
    if (extension(text) === '.json') return {file: path};
    this.report('KF631', at.location, `\`${text}\` is no plugin`, {
      hint: `name its \`${pluginFileName}\`, or the directory of that${/\.[cm]?[jt]s$/.test(text) ? '; modules with runners belong under `runners`' : ''}`,
    });
    return undefined;
  }

  /** The directory of a package, looked for as Node does: in `node_modules` of the declaring file's directory and of each above it. */
  async packageDir(name: string): Promise<string | undefined> {
    for (let dir = this.paths.base; ; dir = dirName(dir)) {
      const found = `${dir === '/' ? '' : dir}/node_modules/${name}`;
      if ((await this.files.kind(`${found}/package.json`)) === 'file') return found;
      if (dirName(dir) === dir) return undefined;
    }
  }

  private async ofPackage(at: Cursor, dir: string): Promise<FoundPlugin | undefined> {
    const text = at.text ?? '';
    const manifest = await packageManifest(this.files, dir);
    if (typeof manifest === 'string') {
      this.report('KF632', at.location, `the package.json of \`${text}\` cannot be used: ${manifest}`);
      return undefined;
    }
    const {plugin, name, version} = manifest;
    if (plugin === undefined) {
      this.report('KF631', at.location, `package \`${text}\` is no plugin: its package.json has no \`kflow.plugin\``, {
        hint: 'a package with runners belongs under `runners`',
      });
      return undefined;
    }
    const file = resolvePath(dir, plugin, '/');
    const found = {...(name === undefined ? {} : {package: {name, ...(version === undefined ? {} : {version})}})};
    if ((await this.files.kind(file)) === 'file') return {file, ...found};
    this.report('KF630', at.location, `package \`${text}\` has no file \`${plugin}\`, which its package.json names`, {
      hint: 'the package is broken: install another version, or tell its author',
    });
    return undefined;
  }
}

/** What a package.json says of plugins; a text that says why it cannot be read. */
export async function packageManifest(
  files: FileReader,
  dir: string,
): Promise<{name?: string; version?: string; plugin?: string} | string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await files.read(`${dir}/package.json`));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const {name, version, kflow} = objectOf(parsed);
  const {plugin} = objectOf(kflow);
  return {
    ...(typeof name === 'string' ? {name} : {}),
    ...(typeof version === 'string' ? {version} : {}),
    ...(typeof plugin === 'string' && plugin !== '' ? {plugin} : {}),
  };
}

function objectOf(value: unknown): {[key: string]: unknown} {
  return typeof value === 'object' && value !== null ? (value as {[key: string]: unknown}) : {};
}
