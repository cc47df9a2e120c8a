import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {openStateStore} from '../../src/state/open-state-store.js';
import {clusterLockPath} from '../../src/state/lock/cluster-lock.js';
import {Child} from './child-process.js';
import {fakeClock, temporary} from './temporary.js';

const children: Child[] = [];
async function start(count: number): Promise<Child[]> {
  const started = await Promise.all(Array.from({length: count}, () => Child.start()));
  children.push(...started);
  return started;
}
afterEach(async () => {
  for (const child of children.splice(0)) await child.kill();
});
/** A pid that belonged to a process once. */
async function deadPid(): Promise<number> {
  const [child] = await start(1);
  await child!.kill();
  return child!.pid;
}

test('two processes that write sections of one file lose nothing', async () => {
  const dir = await temporary();
  const [one, two] = await start(2);
  const said = await Promise.all([
    one!.call('record', {dir, context: 'prod', count: 60}),
    two!.call('record', {dir, context: 'staging', count: 60}),
  ]);
  expect(said).toEqual(['done', 'done']);
  const {clusters} = await openStateStore({dir, clock: fakeClock()}).read();
  for (const context of ['prod', 'staging']) {
    expect(Object.keys(clusters[context]!.resources.web!.steps)).toHaveLength(60);
  }
  expect(await readdir(dir)).toEqual(['state.json']);
}, 60_000);

test('kill -9 during writes: the file is whole, has every record that was acknowledged, and the next process goes on', async () => {
  const dir = await temporary();
  for (let round = 0; round < 3; round += 1) {
    const [child] = await start(1);
    child!.send('recordForever', {dir, context: `c${round}`});
    let acknowledged = -1;
    while (acknowledged < 5 + round * 3) acknowledged = (await child!.next()) as number;
    await child!.kill();
    for (let said = await child!.next(); said !== undefined; said = await child!.next()) acknowledged = said as number;
    const {clusters} = await openStateStore({dir, clock: fakeClock()}).read();
    expect(Object.keys(clusters[`c${round}`]!.resources.web!.steps).length).toBeGreaterThanOrEqual(acknowledged + 1);
  }
  const [last] = await start(1);
  expect(await last!.call('record', {dir, context: 'after', count: 3})).toBe('done');
  // One that is killed before its lock was linked into place may leave the draft of that, and nothing else.
  expect((await readdir(dir)).filter((name) => !/^state\.json\.lock\..*\.tmp$/.test(name))).toEqual(['state.json']);
}, 60_000);

test('of two runs one has the lock, the other is told who', async () => {
  const dir = await temporary();
  const [one, two] = await start(2);
  expect(await one!.call('lock', {dir, context: 'prod'})).toBe('held');
  const refused = (await two!.call('lock', {dir, context: 'prod'})) as {code: string; message: string; hint: string};
  expect(refused.code).toBe('KF920');
  expect(refused.message).toContain('another kflow is at work on `prod`');
  expect(refused.message).toContain(`pid ${one!.pid} on ${hostname()}, since 2`);
  expect(refused.message).toContain('apply: kflow apply');
  expect(refused.hint).toContain('--wait-lock');
  expect(await two!.call('lock', {dir, context: 'staging'})).toBe('held');
  expect(await one!.call('unlock')).toBe('released');
  expect(await two!.call('lock', {dir, context: 'prod'})).toBe('held');
}, 60_000);

test('one that waits gets the lock when it is given back, or when its owner is killed', async () => {
  const dir = await temporary();
  const [one, two, three] = await start(3);
  await one!.call('lock', {dir, context: 'prod'});
  two!.send('lock', {dir, context: 'prod', waitSeconds: 60});
  expect(await one!.call('unlock')).toBe('released');
  expect(await two!.next()).toBe('held');
  three!.send('lock', {dir, context: 'prod', waitSeconds: 60});
  await two!.kill();
  expect(await three!.next()).toBe('held');
}, 60_000);

test('of four who find a stale lock at once exactly one takes it over, every time', async () => {
  const dir = await temporary();
  await mkdir(join(dir, 'locks'));
  const path = clusterLockPath(dir, 'prod');
  const pid = await deadPid();
  const takers = await start(4);
  for (let round = 0; round < 40; round += 1) {
    const stale = {token: `stale-${round}`, pid, host: hostname(), started: 'then', operation: 'apply'};
    await writeFile(path, JSON.stringify(stale));
    // Every other time somebody has died while taking over.
    if (round % 2 === 1) {
      await writeFile(`${path}.stale-${round}.claim`, JSON.stringify({...stale, token: `claimant-${round}`}));
    }
    const said = await Promise.all(takers.map((taker) => taker.call('lock', {dir, context: 'prod'})));
    const winner = said.indexOf('held');
    expect(said.filter((answer) => answer === 'held')).toHaveLength(1);
    expect((JSON.parse(await readFile(path, 'utf8')) as {pid: number}).pid).toBe(takers[winner]!.pid);
    await takers[winner]!.call('unlock');
    expect(await readdir(join(dir, 'locks'))).toEqual([]);
  }
}, 120_000);

test('never two inside, though owners are killed all the time', async () => {
  const dir = await temporary();
  const witness = join(dir, 'witness');
  const request = {dir, context: 'prod', times: 40, witness};
  const steady = await start(2);
  const ends = steady.map(async (child) => {
    child.send('enter', request);
    for (;;) {
      const said = await child.next();
      if (said !== 'inside') return said;
    }
  });
  for (let round = 0; round < 3; round += 1) {
    const [victim] = await start(1);
    victim!.send('enter', request);
    await victim!.next();
    await victim!.kill();
  }
  expect(await Promise.all(ends)).toEqual(['done', 'done']);
}, 120_000);
