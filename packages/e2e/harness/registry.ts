import {spawn} from 'node:child_process';
import type {ChildProcess} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {cacheDir} from '@kflow/sandbox';
import {makeOnce} from './make-once.js';
import {npm} from './npm.js';
import {until} from './until.js';

/** 6.9 and newer want Node 22. */
const VERDACCIO = '6.8.0';

/**
 * A registry of one's own, which a package of kflow's, or one of those named, is never asked of another for; everything else comes through
 * it from the registry that npm is set to.
 */
export class Registry {
  private constructor(
    /** `http://127.0.0.1:PORT/` */
    readonly url: string,
    /** A npmrc that makes it npm's registry and knows a token for it: `NPM_CONFIG_USERCONFIG`. */
    readonly npmrc: string,
    private readonly server: ChildProcess,
  ) {}

  /**
   * @param dir a directory for all that it keeps
   * @param own names, or patterns of names, that only it has, beside `@kflow/*`
   */
  static async start(dir: string, own: readonly string[] = []): Promise<Registry> {
    const installed = await installVerdaccio();
    const uplink = (await npm(dir, ['config', 'get', 'registry'])).trim();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const config = join(dir, 'config.json');
    // It reads YAML, and so JSON.
    writeFileSync(config, JSON.stringify(configOf(dir, uplink, ['@kflow/*', ...own])));
    const program = join(installed, 'node_modules/verdaccio/bin/verdaccio');
    const server = spawn(process.execPath, [program, '--config', config, '--listen', `127.0.0.1:${port}`], {
      cwd: dir,
      env: process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await listening(server, url);
    const npmrc = join(dir, 'npmrc');
    // Everybody may publish; npm alone insists on a token.
    writeFileSync(npmrc, `registry=${url}\n//127.0.0.1:${port}/:_authToken=anybody\n`);
    return new Registry(url, npmrc, server);
  }

  /** The environment of somebody whose npm is set to this registry. */
  get env(): NodeJS.ProcessEnv {
    const others = Object.entries(process.env).filter(([name]) => !/^npm_config_(registry|userconfig)$/i.test(name));
    return {...Object.fromEntries(others), NPM_CONFIG_USERCONFIG: this.npmrc};
  }

  async stop(): Promise<void> {
    if (this.server.exitCode !== null) return;
    const gone = new Promise((resolve) => this.server.once('exit', resolve));
    this.server.kill();
    await gone;
  }
}

function configOf(dir: string, uplink: string, own: readonly string[]): object {
  const everybody = {access: '$all', publish: '$all', unpublish: '$all'};
  return {
    storage: join(dir, 'storage'),
    uplinks: {upstream: {url: uplink}},
    packages: {
      ...Object.fromEntries(own.map((pattern) => [pattern, everybody])),
      '**': {access: '$all', proxy: 'upstream'},
    },
    web: {enable: false},
    // The programs of the sandbox, as base64 in JSON.
    max_body_size: '300mb',
    log: {type: 'stdout', format: 'json', level: 'warn'},
  };
}

/** Verdaccio, fetched with npm once a machine: a tool of one test, too large to be among everybody's dependencies. */
function installVerdaccio(): Promise<string> {
  return makeOnce(join(cacheDir(process.env), 'test-tools', `verdaccio-${VERDACCIO}`), async (folder) => {
    // An alias of node-fetch, which one of its parts asks for, cannot be had by every npm.
    const manifest = {private: true, dependencies: {verdaccio: VERDACCIO}, overrides: {'node-fetch': '2.7.0'}};
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    await npm(folder, ['install', '--ignore-scripts']);
  });
}

/** Resolves as soon as it answers; rejects with what it printed when it ends instead. */
async function listening(server: ChildProcess, url: string): Promise<void> {
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (chunk: Buffer) => (said += String(chunk)));
  const ended = new Promise<never>((_, reject) =>
    server.once('exit', (code) => reject(new Error(`verdaccio ended (exit ${code})\n${said}`))),
  );
  const answers = until(`${url} answers`, () =>
    fetch(new URL('-/ping', url)).then(
      ({ok}) => ok,
      () => false,
    ),
  );
  await Promise.race([answers, ended]);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
