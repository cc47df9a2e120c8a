import {mkdir, readFile, readlink, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {fingerprint} from '../src/build/fingerprint.js';
import {confinedGo} from '../src/build/go-environment.js';
import {goTarget, platformName, releasedPlatforms, thisPlatform} from '../src/build/platform.js';
import {ensureProgram, ensureProgramWithLicences, type Program} from '../src/build/program.js';
import {cacheDir} from '../src/cache-dir.js';
import {linkPrograms} from '../src/programs/link-programs.js';
import {scratch} from './harness/standins.js';

/** A Go module that builds in a moment. */
async function tinyProgram(): Promise<Program> {
  const dir = await scratch();
  await writeFile(join(dir, 'go.mod'), 'module example.com/tiny\n\ngo 1.26.0\n');
  await writeFile(join(dir, 'main.go'), 'package main\n\nfunc main() {}\n');
  return {title: 'tiny', dir, packages: ['.'], stamps: () => [], links: {'bin/small': '../libexec/tiny'}};
}

test('platforms are named as npm and Go name them', () => {
  expect(releasedPlatforms.map(platformName)).toEqual(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']);
  expect(goTarget({os: 'linux', arch: 'x64'})).toEqual({GOOS: 'linux', GOARCH: 'amd64'});
  expect(goTarget({os: 'darwin', arch: 'arm64'})).toEqual({GOOS: 'darwin', GOARCH: 'arm64'});
  expect(confinedGo({GOOS: 'plan9', GOARCH: 'mips'}, '/cache')).toMatchObject(goTarget(thisPlatform));
});

test('each platform has programs of its own', async () => {
  const {dir} = await tinyProgram();
  const names = await Promise.all(releasedPlatforms.map((platform) => fingerprint(dir, [], platform)));
  expect(new Set(names).size).toBe(4);
  expect(await fingerprint(dir, [])).toBe(await fingerprint(dir, [], thisPlatform));
});

test('programs are built for other platforms, with the licences of what is in them, and once', async () => {
  const program = await tinyProgram();
  const built: {[platform: string]: string} = {};
  // Go's own caches are the machine's: what is built here is small, the standard library is not.
  const installed = join(cacheDir(process.env), 'sandbox');
  const made: string[] = [];
  try {
    for (const platform of [
      {os: 'linux', arch: 'arm64'},
      {os: 'darwin', arch: 'x64'},
    ]) {
      const folder = await ensureProgramWithLicences(program, {platform});
      made.push(folder);
      expect(folder.startsWith(installed)).toBe(true);
      const head = (await readFile(join(folder, 'libexec/tiny'))).subarray(0, 20);
      built[platformName(platform)] = head.toString('hex');
      expect(await readFile(join(folder, 'THIRD-PARTY-LICENSES.txt'), 'utf8')).toBe('');
      expect(await ensureProgram(program, {platform, env: {...process.env, PATH: ''}})).toBe(folder);
    }
  } finally {
    for (const folder of made) await rm(folder, {recursive: true});
  }
  // ELF, for AArch64; Mach-O, for x86-64.
  expect(built['linux-arm64']).toMatch(/^7f454c46.{28}b700/);
  expect(built['darwin-x64']).toMatch(/^cffaedfe07000001/);
});

describe('links to programs in a package', () => {
  const links = {'libexec/etcd': 'control-plane', 'bin/kubectl': '../libexec/tools'};

  test('are made once for each package', async () => {
    const cache = await scratch();
    const linked = await linkPrograms('/project/node_modules/p/libexec', links, cache);
    expect(await readlink(join(linked, 'libexec/etcd'))).toBe('/project/node_modules/p/libexec/control-plane');
    expect(await readlink(join(linked, 'bin/kubectl'))).toBe('/project/node_modules/p/libexec/tools');
    expect(await linkPrograms('/project/node_modules/p/libexec', links, cache)).toBe(linked);
    expect(await linkPrograms('/other/node_modules/p/libexec', links, cache)).not.toBe(linked);
  });

  test('by several at a time', async () => {
    const cache = await scratch();
    await mkdir(join(cache, 'sandbox'), {recursive: true});
    const both = await Promise.all([linkPrograms('/p', links, cache), linkPrograms('/p', links, cache)]);
    expect(both[0]).toBe(both[1]);
  });
});
