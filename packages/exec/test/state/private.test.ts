import {execFileSync} from 'node:child_process';
import {constants} from 'node:fs';
import {chmod, chown, lstat, mkdir, readdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from '@jest/globals';
import {Journal} from '../../src/journal/journal.js';
import {journalPath} from '../../src/journal/journal-file.js';
import {readJournal} from '../../src/journal/read-journal.js';
import {clusterLockPath, lockCluster} from '../../src/state/lock/cluster-lock.js';
import {openStateStore} from '../../src/state/open-state-store.js';
import {makePrivateFolder} from '../../src/state/private/make-private-folder.js';
import {openPrivate} from '../../src/state/private/open-private.js';
import {fakeClock, temporary} from './temporary.js';

const clock = fakeClock();
const header = {
  ...{type: 'run', version: 1, run: 'r', operation: 'apply', context: 'prod'},
  ...{project: '/kflow.yaml', at: '2031-01-02T03:04:05.006Z'},
} as const;
const rights = async (path: string) => ((await lstat(path)).mode & 0o7777).toString(8);
const store = (dir: string) => openStateStore({dir, clock});
const lock = (dir: string, context = 'prod') => lockCluster({dir, context, operation: 'apply', clock});
const umask = process.umask();
afterEach(() => process.umask(umask));

describe('rights', () => {
  test.each([0o000, 0o022, 0o077])('folders are 0700 and files 0600 under umask %o', async (mask) => {
    const dir = join(await temporary(), 'a', 'state');
    process.umask(mask);
    const held = await lock(dir);
    await store(dir).recordIdentity('prod', 'uid');
    expect(await rights(join(dir, '..'))).toBe('700');
    expect(await rights(dir)).toBe('700');
    expect(await rights(join(dir, 'state.json'))).toBe('600');
    expect(await rights(join(dir, 'locks'))).toBe('700');
    expect(await rights(clusterLockPath(dir, 'prod'))).toBe('600');
    const journal = await Journal.begin(journalPath(dir, 'prod', '/kflow.yaml'), header, []);
    await journal.close();
    expect(await rights(join(dir, 'journals'))).toBe('700');
    expect(await rights(journalPath(dir, 'prod', '/kflow.yaml'))).toBe('600');
    await held.release();
    // Copies are no wider than what they are copies of.
    await writeFile(join(dir, 'state.json'), '{');
    await expect(store(dir).read()).rejects.toMatchObject({code: 'KF910'});
    for (const name of await readdir(dir)) {
      if (name.includes('corrupt')) expect(await rights(join(dir, name))).toBe('600');
    }
    await (await openPrivate(join(dir, 'more'), constants.O_WRONLY | constants.O_CREAT)).close();
    expect(await rights(join(dir, 'more'))).toBe('600');
  });

  test("a folder that holds only kflow's is made private, as is the file when it is written", async () => {
    const dir = await temporary();
    await writeFile(join(dir, 'state.json'), '{"version": 2, "clusters": {}}', {mode: 0o644});
    await mkdir(join(dir, 'locks'));
    await chmod(join(dir, 'locks'), 0o777);
    await chmod(dir, 0o777);
    await (await lock(dir)).release();
    await store(dir).recordIdentity('prod', 'uid');
    expect([await rights(dir), await rights(join(dir, 'locks')), await rights(join(dir, 'state.json'))]).toEqual([
      '700',
      '700',
      '600',
    ]);
  });

  test('one that holds more is left as it is, and refused when everybody may write to it', async () => {
    const dir = await temporary();
    await writeFile(join(dir, 'kflow.yaml'), '');
    await chmod(dir, 0o755);
    await store(dir).recordIdentity('prod', 'uid');
    expect(await rights(dir)).toBe('755');
    await chmod(dir, 0o777);
    await expect(store(dir).recordIdentity('prod', 'uid')).rejects.toMatchObject({family: 'user', code: 'KF913'});
    await expect(lock(dir)).rejects.toMatchObject({code: 'KF913', message: `${dir} may be written to by everybody`});
    await chmod(dir, 0o1777);
    await store(dir).recordIdentity('prod', 'uid');
  });

  test('one of another user is refused, but not to root', async () => {
    const dir = await temporary();
    // Only root can give it away; anybody else is somebody else for a moment.
    if (process.getuid?.() === 0) await chown(dir, 12345, 12345);
    const owner = (await lstat(dir)).uid;
    await makePrivateFolder(dir);
    const {getuid} = process;
    process.getuid = () => 54321;
    try {
      await expect(makePrivateFolder(dir)).rejects.toMatchObject({
        code: 'KF913',
        message: `${dir} belongs to another user (${owner})`,
      });
    } finally {
      process.getuid = getuid;
    }
  });
});

/** Puts something strange at a path; gives what undoes it. */
const strange: {[what: string]: (path: string) => Promise<() => void>} = {
  'a symbolic link to a file': async (path) => {
    await writeFile(`${path}-target`, '{"version": 2, "clusters": {}}');
    await symlink(`${path}-target`, path);
    return () => undefined;
  },
  'a symbolic link to nothing': async (path) => {
    await symlink(`${path}-nothing`, path);
    return () => undefined;
  },
  'a directory': async (path) => {
    await mkdir(path);
    return () => undefined;
  },
  'a pipe': async (path) => {
    execFileSync('mkfifo', [path]);
    return () => undefined;
  },
  'a socket': (path) =>
    new Promise((resolve) => {
      const server = createServer().listen(path, () => resolve(() => server.close()));
    }),
  'a device': async (path) => {
    await symlink('/dev/zero', path);
    return () => undefined;
  },
};

describe.each(Object.entries(strange))('%s', (_, put) => {
  test('in the place of state.json is neither read nor written', async () => {
    const dir = await temporary();
    const path = join(dir, 'state.json');
    const undo = await put(path);
    await expect(store(dir).read()).rejects.toMatchObject({family: 'user', code: 'KF913'});
    await expect(store(dir).recordIdentity('prod', 'uid')).rejects.toMatchObject({code: 'KF913'});
    expect(await readFile(`${path}-target`, 'utf8').catch(() => '')).not.toContain('uid');
    expect((await readdir(dir)).filter((name) => name.includes('-nothing'))).toEqual([]);
    undo();
  });

  test('in the place of a journal is neither read nor followed', async () => {
    const dir = await temporary();
    await mkdir(join(dir, 'journals'));
    const path = journalPath(dir, 'prod', '/kflow.yaml');
    const undo = await put(path);
    await expect(readJournal(path)).rejects.toMatchObject({family: 'user', code: 'KF913'});
    await Journal.begin(path, header, []).then(
      (journal) => journal.close(),
      () => undefined,
    );
    expect(await readFile(`${path}-target`, 'utf8').catch(() => '')).not.toContain('apply');
    expect((await readdir(join(dir, 'journals'))).filter((name) => name.includes('-nothing'))).toEqual([]);
    undo();
  });

  test('in the place of a lock is refused', async () => {
    const dir = await temporary();
    await mkdir(join(dir, 'locks'));
    const undo = await put(clusterLockPath(dir, 'prod'));
    await expect(lock(dir)).rejects.toMatchObject({family: 'user', code: 'KF913'});
    undo();
  });
});

describe('folders', () => {
  test('a symbolic link in the place of `locks` is refused', async () => {
    const dir = await temporary();
    await mkdir(join(dir, 'elsewhere'));
    await symlink(join(dir, 'elsewhere'), join(dir, 'locks'));
    await expect(lock(dir)).rejects.toMatchObject({code: 'KF913'});
    expect(await readdir(join(dir, 'elsewhere'))).toEqual([]);
  });

  test("the user's own link to the state folder is followed", async () => {
    const dir = await temporary();
    await mkdir(join(dir, 'real'));
    await symlink(join(dir, 'real'), join(dir, 'state'));
    await store(join(dir, 'state')).recordIdentity('prod', 'uid');
    expect(await readdir(join(dir, 'real'))).toEqual(['state.json']);
    expect(await rights(join(dir, 'real'))).toBe('700');
  });

  test.each(['../../escape', '..', '.', '/etc/passwd', 'a\0b', 'x'.repeat(10_000), '__proto__', '$(reboot)', 'a\nb'])(
    'the lock of a context %j stays in the folder',
    async (context) => {
      const dir = await temporary();
      const held = await lock(dir, context);
      const names = await readdir(join(dir, 'locks'));
      expect(names).toEqual([expect.stringMatching(/^[A-Za-z0-9._-]{1,200}\.lock$/)]);
      await held.release();
      await store(dir).recordIdentity(context, 'uid');
      expect((await store(dir).cluster(context)).identity).toBe('uid');
      expect((await readdir(dir)).sort()).toEqual(['locks', 'state.json']);
    },
  );
});
