import {readFileSync} from 'node:fs';
import {manifestObjects} from '@kflow/core';
import type {CommandRequest, CommandResult, CommandRunner} from '../../src/ports/command-runner.js';
import type {KubeObject} from '../../src/ports/cluster-reader.js';
import type {FakeReader} from '../cluster/fake-reader.js';

/** How a command ends that the test answers itself. */
export type Reply = Partial<Pick<CommandResult, 'exitCode' | 'stdout' | 'stderr'>>;

interface Rule {
  pattern: RegExp;
  reply(request: CommandRequest): Reply | undefined | Promise<Reply | undefined>;
}

/**
 * kubectl as far as steps need it, over a cluster in memory: it applies and deletes the objects of files, and creates
 * and deletes namespaces. Deployments are ready at once unless `unready` names them. A test may hold a command, or
 * answer it itself.
 */
export class FakeTools implements CommandRunner {
  /** Each command as one line, without the flags that name the context. */
  readonly ran: string[] = [];
  readonly unready = new Set<string>();
  /** Objects, as `kind/name`, that deletes do not remove: something holds them. */
  readonly held = new Set<string>();
  private readonly rules: Rule[] = [];
  private running = 0;
  /** The most commands that ran at once. */
  most = 0;

  constructor(readonly reader: FakeReader) {}

  /** Answers commands that match; undefined leaves a command to what it does by itself. */
  answer(pattern: RegExp, reply: Reply | Rule['reply']): void {
    this.rules.push({pattern, reply: typeof reply === 'function' ? reply : () => reply});
  }

  /** Holds commands that match until `release` is called; `started` resolves when the first of them is held. */
  hold(pattern: RegExp): {started: Promise<void>; release(): void} {
    let release!: () => void;
    let begin!: () => void;
    const released = new Promise<void>((resolve) => (release = resolve));
    const started = new Promise<void>((resolve) => (begin = resolve));
    this.answer(pattern, async ({signal}) => {
      begin();
      const aborted = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
      await Promise.race([released, aborted]);
      return undefined;
    });
    return {started, release};
  }

  async run(request: CommandRequest): Promise<CommandResult> {
    const line = [request.tool, ...request.args].join(' ').replace(/ --(kube-)?context \S+/, '');
    this.ran.push(line);
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    try {
      const rule = this.rules.find(({pattern}) => pattern.test(line));
      const reply = (await rule?.reply(request)) ?? (request.signal?.aborted ? {} : this.byItself(request.args));
      const {exitCode = 0, stdout = '', stderr = ''} = reply;
      if (stdout) request.onOutput?.('stdout', stdout);
      if (stderr) request.onOutput?.('stderr', stderr);
      return {exitCode, stdout, stderr, timedOut: false, aborted: request.signal?.aborted ?? false, duration: 0};
    } finally {
      this.running -= 1;
    }
  }

  private byItself(args: readonly string[]): Reply {
    const [verb, noun] = args;
    const at = args.indexOf('--namespace');
    const namespace = at < 0 ? 'default' : args[at + 1];
    const files = args.flatMap((argument, index) => (args[index - 1] === '-f' ? [argument] : []));
    const names = args
      .slice(2)
      .filter((argument) => !argument.startsWith('-') && args[args.indexOf(argument) - 1] !== '--context');
    if (verb === 'create' && noun === 'namespace') {
      return this.create(names.map((name) => ({apiVersion: 'v1', kind: 'Namespace', metadata: {name}})));
    }
    if (verb === 'delete' && noun === 'namespace') {
      return this.delete(names.map((name) => ({apiVersion: 'v1', kind: 'Namespace', metadata: {name}})));
    }
    const objects = files
      .flatMap((file) => manifestObjects(readFileSync(file, 'utf8')))
      .map(({apiVersion, kind, name, namespace: own}) => ({
        apiVersion,
        kind,
        metadata: {name, namespace: own ?? namespace},
      }));
    if (verb === 'apply') return this.create(objects);
    if (verb === 'delete') return this.delete(objects);
    return {exitCode: 1, stderr: `error: the fake kubectl cannot do this: ${args.join(' ')}\n`};
  }

  private create(objects: KubeObject[]): Reply {
    const lines = objects.map((object) => {
      this.reader.put(this.alive(object));
      return `${nameOf(object)} created\n`;
    });
    return {stdout: lines.join('')};
  }

  private delete(objects: KubeObject[]): Reply {
    const lines = objects.map((object) => {
      const {kind, metadata} = object;
      if (this.held.has(`${kind.toLowerCase()}/${metadata.name}`)) {
        this.reader.put({
          ...object,
          metadata: {...metadata, uid: 'held', deletionTimestamp: 'now', finalizers: ['example.com/hold']},
        });
      } else this.reader.remove(object);
      const [type, name] = nameOf(object).split('/');
      return `${type} "${name}" deleted\n`;
    });
    return {stdout: lines.join('')};
  }

  private alive(object: KubeObject): KubeObject {
    const {kind, metadata} = object;
    const uid = `uid-${kind}-${metadata.name}`;
    if (kind !== 'Deployment') return {...object, metadata: {...metadata, uid}, status: {phase: 'Active'}};
    const available = this.unready.has(metadata.name) ? 0 : 1;
    return {
      ...object,
      metadata: {...metadata, uid, generation: 1},
      spec: {replicas: 1},
      status: {
        observedGeneration: 1,
        replicas: 1,
        updatedReplicas: 1,
        readyReplicas: available,
        availableReplicas: available,
      },
    };
  }
}

function nameOf({apiVersion, kind, metadata}: KubeObject): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
  return `${kind.toLowerCase()}${group}/${metadata.name}`;
}
