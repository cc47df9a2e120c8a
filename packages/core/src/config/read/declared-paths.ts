import type {ManifestSource} from '../../steps/manifests.js';
import {closest} from '../../source/closest.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import type {FileReader} from '../../source/file-reader.js';
import {baseName, dirName, extension, relativeTo, resolvePath} from '../../source/files/path.js';
import type {Report} from '../../source/report.js';
import type {ManifestFiles} from './manifest-files.js';
import {expandGlob, isGlob} from './expand-glob.js';
import type {RunnerModule} from '../project.js';
import {runnerModule} from '../normalize/runner-module.js';

const url = /^https?:\/\//;
const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Makes the paths that one file declares absolute, and reports those that name nothing or the wrong sort of thing. */
export class DeclaredPaths {
  /** What was declared and is a good manifest file -> its absolute path. */
  readonly #manifests = new Map<string, string>();

  constructor(
    private readonly files: FileReader,
    /** Absolute directory of the declaring file. */
    private readonly dir: string,
    private readonly report: Report,
    private readonly manifestFiles: ManifestFiles,
  ) {}

  /** The absolute path of what the YAML calls `path`. */
  resolve(path: string): string {
    return resolvePath(this.dir, path, this.files.home());
  }

  /** A file that has to exist. `path` is the text at `at` unless given. */
  file(at: Cursor, what: string, path = at.text ?? ''): Promise<string> {
    return this.existing(at, what, path, 'file');
  }

  /** A directory that has to exist. `path` is the text at `at` unless given. */
  directory(at: Cursor, what: string, path = at.text ?? ''): Promise<string> {
    return this.existing(at, what, path, 'directory');
  }

  /** A file or a directory that has to exist. `path` is the text at `at` unless given. */
  fileOrDirectory(at: Cursor, what: string, path = at.text ?? ''): Promise<string> {
    return this.existing(at, what, path);
  }

  /** The directory of a kustomization. */
  async kustomization(at: Cursor): Promise<string> {
    const path = this.resolve(at.text ?? '');
    if (kustomizationNames.includes(baseName(path)) && (await this.files.kind(path)) === 'file') {
      this.report('KF504', at.location, `\`${at.text}\` is a file, but a kustomization is named by its directory`, {
        hint: `write \`${relativeTo(this.dir, dirName(path))}\``,
      });
      return path;
    }
    const found = await this.directory(at, 'kustomization');
    await this.requireOneOf(at, found, kustomizationNames, 'a kustomization');
    return found;
  }

  /** The build context of an image: a directory, or a URL that stays as it is. */
  async buildContext(at: Cursor): Promise<string> {
    const text = at.text ?? '';
    return /^([a-z][a-z\d+.-]*:\/\/|git@)/.test(text) ? text : this.directory(at, 'build context');
  }

  /**
   * A chart: local when it begins with `./`, `../`, `/` or `~`, and, unless it comes from a `repo`, when the name is that of a
   * chart next to the declaring file. Anything else is left to helm.
   */
  async chart(at: Cursor, text: string, fromRepo: boolean): Promise<{chart: string; local: boolean}> {
    if (looksLikePath(text)) {
      const chart = await this.existing(at, 'chart', text);
      if ((await this.files.kind(chart)) === 'directory') await this.requireOneOf(at, chart, ['Chart.yaml'], 'a chart');
      if (fromRepo) {
        this.report('KF208', at.location, '`repo` does not go with a chart that is a path', {
          hint: "drop `repo`, or write the chart's name",
        });
      }
      return {chart, local: true};
    }
    if (text !== '' && !fromRepo && !text.includes('://')) {
      const path = this.resolve(text);
      const archive = extension(path) === '.tgz' && (await this.files.kind(path)) === 'file';
      if (archive || (await this.files.kind(`${path}/Chart.yaml`)) === 'file') return {chart: path, local: true};
    }
    return {chart: text, local: false};
  }

  /** The module of a runner step's `file`. */
  async runnerFile(at: Cursor): Promise<RunnerModule> {
    return runnerModule(at, this, this.report, {packages: false});
  }

  /** A runner module of the root config: a path or the name of an npm package. */
  async runnerModule(at: Cursor): Promise<RunnerModule> {
    return runnerModule(at, this, this.report, {packages: true});
  }

  /** The directory of the declaring file. */
  get base(): string {
    return this.dir;
  }

  /** What is at a path of the YAML. */
  kind(path: string): ReturnType<FileReader['kind']> {
    return this.files.kind(this.resolve(path));
  }

  /** What {@link manifests} gives for the path of a file in which it has found nothing wrong, at once: the steps of a directory name few, by the thousand. */
  knownManifest(declared: string): ManifestSource | undefined {
    const location = this.#manifests.get(declared);
    return location === undefined ? undefined : {type: 'file', location, declared};
  }

  /** The files or the URL of one entry of `manifests`. */
  async manifests(at: Cursor): Promise<ManifestSource[]> {
    const declared = at.text ?? '';
    if (url.test(declared)) return [{type: 'url', location: declared, declared}];
    const path = this.resolve(declared);
    const kind = declared === '' ? 'missing' : await this.files.kind(path);
    // Nearly all are files, by the thousand.
    if (kind === 'file') {
      if (await this.manifestFiles.check(path, at, this.report)) this.#manifests.set(declared, path);
      return [{type: 'file', location: path, declared}];
    }
    const paths = await this.manifestPaths(at, declared, path, kind);
    await Promise.all(paths.map((found) => this.manifestFiles.check(found, at, this.report)));
    return paths.map((location) => ({type: 'file', location, declared}));
  }

  /** The files of a directory or a glob. */
  private async manifestPaths(
    at: Cursor,
    declared: string,
    path: string,
    kind: 'directory' | 'missing',
  ): Promise<string[]> {
    if (kind === 'directory') {
      const names = (await this.files.list(path)).filter((name) =>
        ['.yaml', '.yml', '.json'].includes(extension(name)),
      );
      const kinds = await Promise.all(names.map((name) => this.files.kind(`${path}/${name}`)));
      const found = names.filter((_, index) => kinds[index] === 'file').map((name) => `${path}/${name}`);
      if (found.length === 0) {
        this.report('KF505', at.location, `directory \`${declared}\` has no manifests`, {
          hint: 'files that end in `.yaml`, `.yml` or `.json` count, without those of subdirectories',
        });
      }
      return found;
    }
    if (!isGlob(declared)) {
      await this.file(at, 'manifest');
      return [];
    }
    const found = await expandGlob(declared, this.dir, this.files);
    if (found === 'too complex') {
      this.report('KF505', at.location, `\`${declared}\` is too complex`, {
        hint: 'a glob has up to 4096 characters, and its braces up to 256 alternatives: make it several',
      });
      return [];
    }
    if (found === 'too many') {
      this.report('KF505', at.location, `\`${declared}\` looks through more than 100,000 files`, {
        hint: 'begin the glob with the directory that holds the manifests',
      });
      return [];
    }
    if (found.length === 0) {
      this.report('KF505', at.location, `\`${declared}\` matches no file`, {
        hint: `globs are relative to this file's directory`,
      });
    }
    return found;
  }

  private async existing(at: Cursor, what: string, text: string, wanted?: 'file' | 'directory'): Promise<string> {
    if (text === '') {
      this.report('KF209', at.location, `the path of the ${what} is empty`);
      return '';
    }
    const path = this.resolve(text);
    const kind = await this.files.kind(path);
    if (kind === 'missing') {
      this.report('KF503', at.location, `${what} \`${text}\` does not exist`, {hint: await this.similar(text, path)});
    } else if (wanted && kind !== wanted) {
      this.report('KF504', at.location, `${what} \`${text}\` is a ${kind}, but a ${wanted} is needed`);
    }
    return path;
  }

  private async requireOneOf(at: Cursor, dir: string, names: string[], what: string): Promise<void> {
    if ((await this.files.kind(dir)) !== 'directory') return;
    const kinds = await Promise.all(names.map((name) => this.files.kind(`${dir}/${name}`)));
    if (kinds.includes('file')) return;
    this.report('KF504', at.location, `\`${at.text}\` is not ${what}: it has no \`${names[0]}\``);
  }

  /** What may have been meant by a path that does not exist, else where it was looked for. */
  private async similar(text: string, path: string): Promise<string> {
    const parent = dirName(path);
    const names = (await this.files.kind(parent)) === 'directory' ? await this.files.list(parent).catch(() => []) : [];
    const name = closest(baseName(path), names);
    if (name !== undefined && text.endsWith(baseName(path))) {
      return `did you mean \`${text.slice(0, -baseName(path).length)}${name}\`?`;
    }
    return `paths are relative to the file that declares them: looked for ${path}`;
  }
}

/** True for what can only be a path: `./x`, `../x`, `/x`, `~/x`, `C:\x`. */
export function looksLikePath(text: string): boolean {
  return /^(\.{1,2}([/\\]|$)|\/|~([/\\]|$)|[A-Za-z]:[\\/])/.test(text);
}
