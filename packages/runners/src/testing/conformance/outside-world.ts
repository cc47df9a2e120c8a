import childProcess, {ChildProcess} from 'node:child_process';
import {subscribe, unsubscribe} from 'node:diagnostics_channel';
import {syncBuiltinESMExports} from 'node:module';
import {fits} from '../fake-tools.js';

/** What a runner did without its context, as far as Node shows it. */
export interface OutsideWorld {
  /** Programs that were kept from running: their command lines. */
  readonly programs: string[];
  /** HTTP requests that are no reads: method and address. */
  readonly requests: string[];
  /** Ends the watch. */
  stop(): void;
}

/** One who watches. */
interface Watcher {
  allows(command: string): boolean;
  sees(kind: 'program' | 'request', what: string): void;
}

/* eslint-disable kflow/quiet-library -- what is watched belongs to the process, so that all who watch it have to know of each other. */
/** All who watch at the moment: tests may run side by side. */
const watchers = new Set<Watcher>();
let unwatch = (): void => {};
/* eslint-enable kflow/quiet-library */

/** What HTTP calls reading. */
const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/**
 * Watches for what happens outside of a runner's context: programs are kept from running, HTTP requests that are no reads are seen. Not
 * seen are files that are written and other connections. (Programs started synchronously are not seen where a test framework has its own
 * copy of Node's modules, as jest has for ES modules.)
 *
 * @param allowed beginnings of command lines, or patterns for them, of programs that may run
 */
export function watchOutsideWorld(allowed: readonly (string | RegExp)[]): OutsideWorld {
  const [programs, requests]: string[][] = [[], []];
  const watcher: Watcher = {
    allows: (command) => allowed.some((each) => fits(each, command)),
    sees: (kind, what) => (kind === 'program' ? programs! : requests!).push(what),
  };
  if (watchers.size === 0) {
    const restore = [watchSpawn(), watchSynchronous(), watchRequests()];
    unwatch = () => restore.forEach((each) => each());
  }
  watchers.add(watcher);
  return {
    programs: programs!,
    requests: requests!,
    stop() {
      if (watchers.delete(watcher) && watchers.size === 0) unwatch();
    },
  };
}

function refuseUnlessAllowed(command: string): void {
  const against = [...watchers].filter((each) => !each.allows(command));
  if (against.length === 0) return;
  against.forEach((each) => each.sees('program', command));
  throw new Error(`${command} was not run: a test of a runner starts no program that it was not told of`);
}

/** Every asynchronous start of a program goes through this method, whatever function was called. */
function watchSpawn(): () => void {
  const prototype = ChildProcess.prototype as unknown as {spawn(options: {file: string; args?: string[]}): unknown};
  const {spawn} = prototype;
  prototype.spawn = function (options) {
    // The first of `args` is the name of the program.
    refuseUnlessAllowed([options.file, ...(options.args ?? []).slice(1)].join(' '));
    return spawn.call(this, options);
  };
  return () => {
    prototype.spawn = spawn;
  };
}

function watchSynchronous(): () => void {
  const {spawnSync, execFileSync, execSync} = childProcess;
  const watched = (run: (...args: any[]) => unknown) =>
    ((file: string, args?: readonly string[], ...rest: unknown[]) => {
      refuseUnlessAllowed([file, ...(Array.isArray(args) ? args : [])].join(' '));
      return run(file, args, ...rest);
    }) as never;
  Object.assign(childProcess, {
    spawnSync: watched(spawnSync),
    execFileSync: watched(execFileSync),
    execSync: watched(execSync),
  });
  syncBuiltinESMExports();
  return () => {
    Object.assign(childProcess, {spawnSync, execFileSync, execSync});
    syncBuiltinESMExports();
  };
}

/** Node's own HTTP client, and `fetch`. */
function watchRequests(): () => void {
  const hear = (message: unknown): void => {
    const {request} = message as {request: {method?: string; origin?: unknown; host?: unknown; path?: unknown}};
    const method = String(request.method ?? 'GET').toUpperCase();
    if (readingMethods.has(method)) return;
    const where = `${String(request.origin ?? request.host ?? '')}${String(request.path ?? '')}`;
    watchers.forEach((each) => each.sees('request', `${method} ${where}`));
  };
  const channels = ['http.client.request.start', 'undici:request:create'];
  channels.forEach((channel) => subscribe(channel, hear));
  return () => channels.forEach((channel) => unsubscribe(channel, hear));
}
