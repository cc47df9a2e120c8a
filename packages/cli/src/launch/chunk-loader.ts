import {readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {Script} from 'node:vm';
import type {CodeCache} from './code-cache.js';

/** What Node puts around a CommonJS module, and `import()`, which Node has for what it loads itself only: of a user's runner, say. */
type Wrapper = (
  exports: unknown,
  require: (request: string) => unknown,
  module: {exports: unknown},
  filename: string,
  dirname: string,
  kflowImport: (specifier: string) => Promise<unknown>,
) => void;

const before = '(function(exports,require,module,__filename,__dirname,kflowImport){';

/**
 * Loads the files of the bundle, CommonJS modules that require each other by relative paths, as Node does, but with what V8 made of them in an earlier
 * run. Node 20 has nothing of the kind, and needs a tenth of a short run for finding and linking as many ES modules.
 */
export class ChunkLoader {
  private readonly modules = new Map<string, {exports: unknown}>();

  /**
   * @param dist directory of the bundle; what is kept of a file goes by its place in it, wherever the bundle is installed
   * @param ofNode what finds all but files of the bundle
   * @param cache undefined where nothing is kept
   */
  constructor(
    private readonly dist: string,
    private readonly ofNode: (request: string) => unknown,
    private readonly cache: CodeCache | undefined,
  ) {}

  /**
   * What a file exports.
   *
   * @param path absolute
   * @throws what reading or running it throws
   */
  load(path: string): unknown {
    const known = this.modules.get(path);
    if (known) return known.exports;
    const module = {exports: {}};
    // Before it is run: chunks may require each other.
    this.modules.set(path, module);
    const directory = dirname(path);
    const require = (request: string): unknown =>
      request.startsWith('.') ? this.load(join(directory, request)) : this.ofNode(request);
    try {
      this.compile(path)(module.exports, require, module, path, directory, (specifier) => import(specifier));
    } catch (error) {
      this.modules.delete(path);
      throw error;
    }
    return module.exports;
  }

  private compile(path: string): Wrapper {
    const place = relative(this.dist, path);
    const cachedData = this.cache?.of(place);
    const script = new Script(`${before}${readFileSync(path, 'utf8')}\n})`, {
      filename: path,
      columnOffset: -before.length,
      cachedData,
    });
    this.cache?.keep(place, script);
    return script.runInThisContext() as Wrapper;
  }
}
