import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {basename} from 'node:path';
import {run} from './run.js';

/** A package as the registry tells npm about it. */
interface Listing {
  file: string;
  document: (registry: string) => string;
}

/**
 * An npm registry that has the packed packages and nothing else, so that `npm install @kflow/core` does here what it will do for
 * users. Everything outside the scope comes from where it always comes from.
 */
export class PackedRegistry {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** @param tarballs paths of what was packed */
  static async start(tarballs: readonly string[]): Promise<PackedRegistry> {
    const listings = new Map(await Promise.all(tarballs.map(listingOf)));
    let url = '';
    const server = createServer((request, response) => {
      const path = decodeURIComponent(request.url ?? '/').slice(1);
      const listing = listings.get(path) ?? [...listings.values()].find(({file}) => basename(file) === basename(path));
      // What was packed anew has the version of what it was before.
      response.setHeader('cache-control', 'no-store');
      if (!listing) response.writeHead(404).end('{}');
      else if (path.endsWith('.tgz')) response.end(readFileSync(listing.file));
      else response.setHeader('content-type', 'application/json').end(listing.document(url));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new PackedRegistry(server, url);
  }

  /** What in its environment makes npm take the scope from here, and ask nobody for anything else than packages. */
  get env(): {[name: string]: string} {
    return {
      'npm_config_@kflow:registry': `${this.url}/`,
      ...{npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false'},
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function listingOf(file: string): Promise<[name: string, listing: Listing]> {
  const {stdout} = await run('tar', ['-xzOf', file, 'package/package.json'], {env: process.env});
  const manifest = JSON.parse(stdout);
  const {name, version} = manifest;
  const integrity = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  const document = (registry: string) =>
    JSON.stringify({
      name,
      'dist-tags': {latest: version},
      versions: {[version]: {...manifest, dist: {tarball: `${registry}/${name}/-/${basename(file)}`, integrity}}},
    });
  return [name, {file, document}];
}
