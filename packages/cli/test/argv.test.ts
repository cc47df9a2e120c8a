import {describe, expect, test} from '@jest/globals';
import {globalFlagNames, readCommandLine} from '../src/argv.js';
import {mentions} from '../src/mentions.js';
import type {CommandLine} from '../src/argv.js';
import {globalFlags} from '../src/global-flags.js';

const commands = {
  ids: ['apply', 'plan', 'logs', 'state:show', 'state:clear', 'runners', 'runners:describe'],
  own: {logs: ['c']},
};
const read = (line: string) =>
  readCommandLine(
    line.split(' ').filter((word) => word !== ''),
    commands,
  );
const command = (id: string, ...argv: string[]): CommandLine => ({type: 'command', id, argv});

test.each<[string, CommandLine]>([
  ['apply', command('apply')],
  ['apply web db-*', command('apply', 'web', 'db-*')],
  // Global flags before, after and around the command.
  ['-c a.yaml apply web', command('apply', '--config=a.yaml', 'web')],
  ['apply web -c a.yaml', command('apply', '--config=a.yaml', 'web')],
  ['--config=a.yaml apply', command('apply', '--config=a.yaml')],
  ['-c=a.yaml apply', command('apply', '--config=a.yaml')],
  ['-ca.yaml apply', command('apply', '--config=a.yaml')],
  ['--json -v apply --dry-run web -y', command('apply', '--json', '--verbose', '--dry-run', '--yes', 'web')],
  ['-vyc a.yaml apply', command('apply', '--verbose', '--yes', '--config=a.yaml')],
  ['apply --context dev --kubeconfig k --no-color', command('apply', '--context=dev', '--kubeconfig=k', '--no-color')],
  ['apply -c -weird.yaml', command('apply', '--config=-weird.yaml')],
  // The last one counts.
  ['-c a.yaml apply -c b.yaml', command('apply', '--config=b.yaml')],
  ['-v apply -v', command('apply', '--verbose')],
  // What is not global stays where it is.
  ['apply --timeout 5m -y web', command('apply', '--yes', '--timeout', '5m', 'web')],
  ['apply --timeout=5m', command('apply', '--timeout=5m')],
  ['apply -vx', command('apply', '--verbose', '-x')],
  ['apply - web', command('apply', '-', 'web')],
  ['apply --version', command('apply', '--version')],
  // Nothing after -- is a flag.
  ['apply -v -- -y --json', command('apply', '--verbose', '--', '-y', '--json')],
  ['-v -- apply web', command('apply', '--verbose', '--', 'web')],
  // Perhaps a help topic; whether it is one is not known here.
  ['help nothing', {type: 'topic', words: ['nothing']}],
  ['help steps helm', {type: 'topic', words: ['steps', 'helm']}],
  // Topics.
  ['state show', command('state:show')],
  ['-v state --json show', command('state:show', '--verbose', '--json')],
  ['state clear web', command('state:clear', 'web')],
  // A command that is a topic, too.
  ['runners', command('runners')],
  ['--json runners', command('runners', '--json')],
  ['runners describe Seed', command('runners:describe', 'Seed')],
  ['runners --json describe Seed -v', command('runners:describe', '--json', '--verbose', 'Seed')],
  ['runners describe runners', command('runners:describe', 'runners')],
  // A command's own letter.
  ['-c a.yaml logs web -c sidecar', command('logs', '--config=a.yaml', 'web', '-c', 'sidecar')],
  ['logs web -vcsidecar', command('logs', '--verbose', 'web', '-csidecar')],
  ['logs web --config a.yaml', command('logs', '--config=a.yaml', 'web')],
  // Help and version.
  ['', {type: 'help'}],
  ['help', {type: 'help'}],
  ['--help', {type: 'help'}],
  ['-v', {type: 'help'}],
  ['help apply', {type: 'help', id: 'apply'}],
  ['apply --help', {type: 'help', id: 'apply'}],
  ['-h apply --unknown', {type: 'help', id: 'apply'}],
  ['apply web -vh', {type: 'help', id: 'apply'}],
  ['help runners', {type: 'help', id: 'runners'}],
  ['runners -h', {type: 'help', id: 'runners'}],
  ['help runners describe', {type: 'help', id: 'runners:describe'}],
  ['help state', {type: 'help', id: 'state'}],
  ['state', {type: 'help', id: 'state'}],
  ['state show -h', {type: 'help', id: 'state:show'}],
  ['--version', {type: 'version'}],
  ['-v --version', {type: 'version'}],
])('kflow %s', (line, expected) => {
  expect(read(line)).toEqual(expected);
});

describe('what makes no sense', () => {
  test.each<[string, object]>([
    ['aply', {code: 'KF001', typed: 'aply', message: 'there is no command `aply`'}],
    ['aply --help', {code: 'KF001', typed: 'aply'}],
    ['state shwo', {code: 'KF001', typed: 'state shwo', names: ['state show', 'state clear']}],
    ['runners descibe', {code: 'KF001', typed: 'runners descibe', names: ['runners describe']}],
    ['--timeout 5m apply', {code: 'KF002', typed: '--timeout'}],
    ['-x apply', {code: 'KF002', typed: '-x'}],
    ['-vx apply', {code: 'KF002', typed: '-x'}],
  ])('kflow %s', (line, expected) => {
    expect(() => read(line)).toThrow(expect.objectContaining(expected));
  });

  test.each([
    ['apply -c', '-c needs a value'],
    ['apply --context', '--context needs a value'],
    ['apply --context=', '--context needs a value'],
    ['apply -c -- web', '-c needs a value'],
    ['apply --json=yes', '--json takes no value'],
  ])('kflow %s', (line, message) => {
    expect(() => read(line)).toThrow(message);
  });
});

test('the list of global flags is that of oclif', () => {
  expect(
    Object.entries(globalFlags).map(([name, {char, type}]) => ({
      name,
      ...(char ? {char} : {}),
      takesValue: type === 'option',
    })),
  ).toEqual(globalFlagNames);
});

test('mentions looks before -- only', () => {
  expect(mentions(['apply', '--json'], '--json')).toBe(true);
  expect(mentions(['apply', '--', '--json'], '--json')).toBe(false);
});
