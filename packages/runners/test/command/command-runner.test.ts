import {expect, test} from '@jest/globals';
import {CommandRunner} from '../../src/command.js';
import type {CommandConfig} from '../../src/command.js';
import {timeoutSeconds} from '../../src/command/command-config.js';
import {fakeContext} from '../../src/testing.js';

const config: CommandConfig = {command: ['python3', 'hooks.py'], hooks: ['apply', 'status', 'health']};

test('with a fake context: what the program prints is carried out', async () => {
  const printed = [
    '{"log": "made hunter-two", "secrets": ["hunter-two"]}',
    '{"kubectl": ["get", "pods"], "mutating": false}',
    'plain text',
    '{"applyManifest": "kind: ConfigMap"}',
  ];
  const ctx = fakeContext({config, answers: [{to: 'python3 hooks.py', stdout: printed.join('\n')}]});
  await new CommandRunner(config).apply(ctx);
  expect(ctx.calls.map(({command}) => command)).toEqual([
    'python3 hooks.py',
    'kubectl get pods',
    'kubectl apply --filename -',
  ]);
  expect(ctx.logs).toEqual(['made hunter-two', 'plain text']);
  expect(ctx.masked).toEqual(['hunter-two']);
  expect(ctx.applied).toEqual(['kind: ConfigMap']);
});

test('status, health, and hooks that it does not have', async () => {
  const ctx = fakeContext({config, answers: [{to: 'python3', stdout: '{"healthy": false}', once: true}]});
  const runner = new CommandRunner(config);
  expect(await runner.health(ctx)).toEqual({healthy: false});
  expect(await runner.status(ctx)).toBeUndefined();
  expect(runner.destroy).toBeUndefined();
  expect(runner.reload).toBeInstanceOf(Function);
  expect(new CommandRunner({...config, hooks: ['destroy']}).reload).toBeUndefined();
});

test.each([
  [undefined, undefined],
  [90, 90],
  ['90', 90],
  ['90s', 90],
  ['1h30m', 5400],
  ['1h1m1s', 3661],
])('a timeout of %p is %p seconds', (timeout, seconds) => {
  expect(timeoutSeconds(timeout === undefined ? {} : {timeout})).toBe(seconds);
});
