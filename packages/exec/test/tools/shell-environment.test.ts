import {expect, test} from '@jest/globals';

// zx reads these when it is imported, so they are set before.
Object.assign(process.env, {
  ZX_PREFIX: 'echo injected;',
  ZX_POSTFIX: '; echo injected',
  ZX_SHELL: '/bin/sh',
  ZX_VERBOSE: 'true',
  ZX_CWD: '/',
  ZX_TIMEOUT: '1ms',
  ZX_DETACHED: 'false',
  ZX_PREFER_LOCAL: 'true',
});
const {$} = await import('zx/core');
const {createCommandRunner} = await import('../../src/tools/shell.js');

test('ZX_* variables have no influence', async () => {
  // They would have: zx took them over.
  expect([$.prefix, $.cwd, $.verbose]).toEqual(['echo injected;', '/', true]);
  const script = 'console.log(JSON.stringify([process.cwd(), process.env.PATH, process.env.ZX_CWD]))';
  const result = await createCommandRunner().run({tool: process.execPath, args: ['-e', script]});
  expect(result).toMatchObject({exitCode: 0, timedOut: false, stderr: ''});
  expect(JSON.parse(result.stdout)).toEqual([process.cwd(), process.env['PATH'], '/']);
});
