// A process of its own for the tests of state and locks. Speaks one JSON value a line on stdin and stdout.
import {open, readFile, rm, writeFile} from 'node:fs/promises';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {createJiti} from 'jiti';

const jiti = createJiti(import.meta.url, {fsCache: false});
const load = (path) => jiti.import(fileURLToPath(new URL(`../../src/state/${path}`, import.meta.url)));
const {openStateStore} = await load('open-state-store.ts');
const {lockCluster} = await load('lock/cluster-lock.ts');

const clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 2))),
};
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const resource = {name: 'web', phase: 'apps', namespace: 'web'};
let held;

const verbs = {
  /** Records `count` steps, several at a time. */
  async record({dir, context, count}) {
    const store = openStateStore({dir, clock});
    for (let index = 0; index < count; index += 3) {
      await Promise.all(
        [index, index + 1, index + 2].map((step) =>
          store.recordStep(context, {
            resource,
            step: `s${step}`,
            operation: 'apply',
            state: {kind: 'script', outcome: 'succeeded'},
          }),
        ),
      );
    }
    return 'done';
  },
  /** Records until it is killed, and says which records are on disk. */
  async recordForever({dir, context}) {
    const store = openStateStore({dir, clock});
    for (let step = 0; ; step += 1) {
      await store.recordStep(context, {
        resource,
        step: `s${step}`,
        operation: 'apply',
        state: {kind: 'script', outcome: 'succeeded', error: 'x'.repeat(2000)},
      });
      say(step);
    }
  },
  async lock({dir, context, waitSeconds}) {
    try {
      held = await lockCluster({dir, context, operation: 'apply', command: 'kflow apply', waitSeconds, clock});
      return 'held';
    } catch (error) {
      return {code: error.code, message: error.message, hint: error.hint};
    }
  },
  async unlock() {
    await held.release();
    return 'released';
  },
  /** Takes the lock again and again; says `violation` when somebody else who lives is inside at the same time. */
  async enter({dir, context, times, witness}) {
    for (let time = 0; time < times; time += 1) {
      const lock = await lockCluster({dir, context, operation: 'apply', waitSeconds: 60, clock});
      const inside = await readFile(witness, 'utf8').catch(() => undefined);
      if (inside !== undefined) {
        let alive = true;
        try {
          process.kill(Number(inside), 0);
        } catch {
          alive = false;
        }
        if (alive) return 'violation';
        await rm(witness);
      }
      await writeFile(witness, String(process.pid), {flag: 'wx'});
      const file = await open(witness);
      await file.close();
      say('inside');
      await rm(witness);
      await lock.release();
    }
    return 'done';
  },
};

say('ready');
for await (const line of createInterface({input: process.stdin})) {
  const {verb, ...rest} = JSON.parse(line);
  say(await verbs[verb](rest).catch((error) => ({error: String(error)})));
}
