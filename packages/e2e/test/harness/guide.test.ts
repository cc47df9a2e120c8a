import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {followGuide} from '../../harness/guide.js';
import {difference} from '../../harness/guide/output.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kflow-guide-'));
});
afterEach(() => rmSync(dir, {recursive: true}));

/** Follows a page with these lines; `'''` stands for a fence. Errors name it `page.md`. */
async function follow(lines: string, shownAs?: {[actual: string]: string}): Promise<number> {
  const page = join(dir, 'page.md');
  writeFileSync(page, lines.replaceAll("'''", '```'));
  const {PATH} = process.env;
  try {
    return await followGuide({page, dir, env: {PATH, GREETING: 'hello'}, limit: 20_000, ...(shownAs && {shownAs})});
  } catch (error) {
    throw new Error((error as Error).message.replaceAll(page, 'page.md'));
  }
}

describe('what is followed', () => {
  test('files, scripts and sessions, in order, in one shell', async () => {
    const blocks = await follow(
      `# A guide
'''sh
mkdir tool
cd tool
export NAME=reader
'''
'''js file=src/hello.js
console.log(process.env.GREETING, process.env.NAME);
'''
'''text
not run: exit 1
'''
1. In a list:
   '''console
   $ node \\
     src/hello.js | sed s/reader/you/
   hello you
   $ pwd | xargs basename; echo to stderr >&2
   tool
   to stderr
   '''
'''
not run either
'''
`,
    );
    expect(blocks).toBe(3);
    expect(readFileSync(join(dir, 'tool/src/hello.js'), 'utf8')).toContain('console.log');
  });

  test('exit codes other than 0', async () => {
    await follow(`'''sh exit=3\nexit 3\n'''\n'''console exit=1\n$ echo a\na\n$ false\n'''\n`);
  });

  test('what runs in the background is there until the end, and not after it', async () => {
    await follow(`'''sh
(echo $BASHPID > pid; exec tail -f /dev/null) &
while [ ! -s pid ]; do :; done
'''
'''sh
kill -0 $(cat pid)
'''
`);
    // A killed process stays in the table until it is waited for, which is init's part.
    const pid = readFileSync(join(dir, 'pid'), 'utf8').trim();
    const state = () => {
      try {
        return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]![0];
      } catch {
        return 'gone';
      }
    };
    const until = Date.now() + 10_000;
    while (!['gone', 'Z', 'X'].includes(state()!) && Date.now() < until) await new Promise(setImmediate);
    expect(['gone', 'Z', 'X']).toContain(state());
  });

  test('what a page calls otherwise', async () => {
    await follow(`'''console\n$ echo in context sandbox-17\nin context my-sandbox\n'''\n`, {
      'sandbox-17': 'my-sandbox',
    });
  });
});

describe('what fails, with its place', () => {
  test.each([
    [
      'a script',
      "\n'''sh\ntrue\necho so far; false\necho never\n'''",
      /^page\.md:2: expected exit 0: exit 1\n[^]*so far$/,
    ],
    ['the beginning of a pipe', "'''sh\nfalse | cat\n'''", /^page\.md:1: expected exit 0: exit 1/],
    ['a script that should fail', "'''sh exit=2\ntrue\n'''", /^page\.md:1: expected exit 2: exit 0/],
    ['a command of a session', "'''console\n$ echo a\na\n$ exit 4\n'''", /^page\.md:4: expected exit 0: exit 4/],
    [
      'another output',
      "'''console\n$ echo a; echo b; echo c\na\nx\nc\n'''",
      /^page\.md:2: \$ echo a.*\nexpected {2}x\nactual {4}b\nit said\n {4}a\n {4}b\n {4}c$/,
    ],
    ['more output', "'''console\n$ echo a; echo b\na\n'''", /expected {2}\(the end of the output\)\nactual {4}b\n/],
    ['less output', "'''console\n$ echo a\na\nb\n'''", /expected {2}b\nactual {4}\(the end of the output\)\n/],
    ['a block that nothing tries', "'''ts\nlet a;\n'''", /^page\.md:1: nothing would try this ts block/],
    ['an unknown word', "'''sh exits=1\n'''", /^page\.md:1: 'exits=1' is not understood/],
    ['an exit code that is none', "'''sh exit=x\n'''", /^page\.md:1: 'exit=x' is not an exit code/],
    ['a session without a command', "'''console\na\n'''", /^page\.md:1: a console block begins with a command/],
    ['an empty session', "'''console\n'''", /^page\.md:1: a console block has at least one command/],
    ['a block without an end', "a\n'''sh\ntrue\n", /^page\.md:2: the block has no end/],
    ['a file outside', "'''js file=../x.js\n'''", /^page\.md:1: \.\.\/x\.js is outside/],
  ])('%s', async (_, page, message) => {
    await expect(follow(page)).rejects.toThrow(message);
  });

  test('a command that does not end', async () => {
    const page = join(dir, 'page.md');
    writeFileSync(page, '```sh\necho begun\ntail -f /dev/null\n```\n');
    const {PATH} = process.env;
    await expect(followGuide({page, dir, env: {PATH}, limit: 300})).rejects.toThrow(
      /page\.md:1: expected exit 0: it did not end within 0\.3 s\n[^]*begun/,
    );
  });
});

describe('outputs that are the same', () => {
  test.each([
    ['', '\n'],
    ['a\n', 'a  \n\n'],
    ['...', ''],
    ['...\n', 'a\nb'],
    ['a\n...', 'a'],
    ['a\n...\nd', 'a\nb\nc\nd'],
    ['...\nb\nc\n...', 'a\nb\nx\nb\nc\nd'],
    ['...\nc\n', 'c\nb\nc'],
    ['...\na\n...\na\n...', 'a\na'],
    ['ready after 2.9s', 'ready after 1m 12.0s'],
    ['took 90 ms (5m)', 'took 1.2 s (4m)'],
    ['web.helm   0.6s  done', 'web.helm   10.6s  done'],
    ['kflow 0.1.0', 'kflow 1.20.3-beta.1'],
    ['cluster b175cd58', 'cluster 0a1b2c3d'],
    ['pod web-cc8595984-jrfdq', 'pod web-7d4b9c6f5-x2x9q'],
    ['at http://127.0.0.1:4000/', 'at http://127.0.0.1:51234/'],
    ['since 2026-01-02T03:04:05Z', 'since 2027-10-12T13:14:15.678Z'],
  ])('%j and %j', (expected, actual) => {
    expect(difference(expected, actual)).toBeUndefined();
  });

  test.each([
    ['a', '', 'a', undefined],
    ['', 'a', undefined, 'a'],
    ['  a', 'a', '  a', 'a'],
    ['a\n...\nd', 'a\nd\ne', 'd', 'e'],
    ['...\nb\nc\n...', 'a\nb\nx', 'c', 'x'],
    ['...\na\n...\na\n...', 'a\nb', 'a', 'b'],
    ['2 created', '3 created', '2 created', '3 created'],
    ['deadbeef', 'feedbeef', 'deadbeef', 'feedbeef'],
  ])('%j and %j are not', (expected, actual, line, other) => {
    expect(difference(expected, actual)).toEqual({expected: line, actual: other});
  });
});
