import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {run} from './run.js';

/** A package that the registry has. */
interface Packument {
  name: string;
  'dist-tags': {latest: string};
  versions: {[version: string]: object};
}

/**
 * An npm registry that has nothing but the tarballs that it is given: who asks it for `@kflow/cli` gets what would be published. Only
 * the packages of the scope `@kflow` are asked of it, all others come from the user's own registry.
 */
export class TarballRegistry {
  private readonly packages = new Map<string, Packument>();
  private readonly tarballs = new Map<string, Buffer>();

  private constructor(private readonly server: Server) {}

  static async start(tarballs: readonly string[]): Promise<TarballRegistry> {
    const server = createServer();
    const registry = new TarballRegistry(server);
    server.on('request', (request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://registry').pathname).slice(1);
      const found = registry.tarballs.get(path) ?? registry.packages.get(path);
      response.statusCode = found ? 200 : 404;
      response.end(Buffer.isBuffer(found) ? found : JSON.stringify(found ?? {error: 'not found'}));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    for (const tarball of tarballs) await registry.add(tarball);
    return registry;
  }

  /** What has to be in the environment of npm. */
  get env(): {[name: string]: string} {
    return {'npm_config_@kflow:registry': `${this.url}/`};
  }

  private get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private async add(file: string): Promise<void> {
    const {stdout} = await run('tar', ['-xzOf', file, 'package/package.json'], {env: process.env});
    const manifest = JSON.parse(stdout) as {name: string; version: string};
    const {name, version} = manifest;
    const content = readFileSync(file);
    const path = `${name}/-/${version}.tgz`;
    const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`;
    this.tarballs.set(path, content);
    this.packages.set(name, {
      name,
      'dist-tags': {latest: version},
      versions: {[version]: {...manifest, dist: {tarball: `${this.url}/${path}`, integrity}}},
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
