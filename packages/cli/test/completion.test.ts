import {expect, test} from '@jest/globals';
import {complete} from '../src/completion/complete.js';
import type {CompletionSource, GivenFlags} from '../src/completion/completion-source.js';
import {splitWords} from '../src/completion/split-words.js';

const asked: GivenFlags[] = [];
const source: CompletionSource = {
  commands: [
    {
      words: ['apply'],
      summary: 'bring up',
      args: 'resources',
      flags: [
        {name: 'no-deps', summary: 'alone'},
        {name: 'timeout', summary: 'how long', value: 'other'},
      ],
    },
    {
      words: ['logs'],
      summary: 'read',
      args: 'resource',
      flags: [{name: 'container', char: 'c', summary: 'one', value: 'other'}],
    },
    {words: ['graph'], summary: 'draw', args: [], flags: [{name: 'format', summary: 'how', value: ['tree', 'dot']}]},
    {words: ['state', 'show'], summary: 'show', args: [], flags: []},
    {words: ['state', 'path'], summary: 'where', args: [], flags: []},
    {words: ['schema'], summary: 'schema', args: ['config', 'resource'], flags: []},
    {words: ['init'], summary: 'begin', args: 'directory', flags: []},
  ],
  globals: [
    {name: 'config', char: 'c', summary: 'file', value: 'file'},
    {name: 'context', summary: 'where', value: 'context'},
    {name: 'verbose', char: 'v', summary: 'more'},
  ],
  helpTopics: async () => [['phases'], ['steps'], ['steps', 'helm']].map((words) => ({words, summary: ''})),
  async resources(flags) {
    asked.push(flags);
    return [{value: 'web', description: 'the site'}, {value: 'db'}];
  },
  contexts: async () => [{value: 'dev'}, {value: 'prod'}],
};

const at = async (line: string) => {
  const {candidates, paths} = await complete(splitWords(line), source);
  return [...candidates.map(({value}) => value), ...(paths ? [`:${paths}`] : [])].join(' ');
};

test.each([
  ['', 'apply logs graph state schema init help'],
  ['s', 'state schema'],
  ['state ', 'show path'],
  ['state s', 'show'],
  ['state show ', ''],
  ['help ', 'apply logs graph state schema init phases steps'],
  ['help state ', 'show path'],
  ['help steps ', 'helm'],
  ['nonsense ', ''],
  ['apply ', 'web db'],
  ['apply w', 'web'],
  ['apply web ', 'db'],
  ['apply web -- ', 'db'],
  ['apply -- -', ''],
  ['logs ', 'web db'],
  ['logs web ', ''],
  ['schema ', 'config resource'],
  ['schema config ', ''],
  ['init ', ':directories'],
  ['apply --', '--no-deps --timeout --config --context --verbose --help'],
  ['apply --no-deps --', '--timeout --config --context --verbose --help'],
  ['apply --timeout ', ''],
  ['apply --timeout 5m ', 'web db'],
  ['apply --timeout=5m ', 'web db'],
  ['-v ap', 'apply'],
  ['-c ', ':files'],
  ['-c other.yaml ap', 'apply'],
  ['--config=', ':files'],
  ['--context ', 'dev prod'],
  ['--context d', 'dev'],
  ['apply --context=p', '--context=prod'],
  ['graph --format ', 'tree dot'],
  ['graph --format=d', '--format=dot'],
  ['graph --fromat=', ''],
  // After logs, -c is the container.
  ['logs -c ', ''],
])('kflow %s', async (line, expected) => expect(await at(line)).toBe(expected));

test('names come from the config that the line names', async () => {
  await at('-c other.yaml apply ');
  expect(Object.fromEntries(asked.at(-1)!)).toEqual({config: 'other.yaml'});
});

test.each([
  ['a  b', ['a', 'b']],
  ['a ', ['a', '']],
  ['', ['']],
  ["a 'b c' d\\ e", ['a', 'b c', 'd e']],
  ['a "b c', ['a', 'b c']],
])('words of %j', (line, words) => expect(splitWords(line)).toEqual(words));
