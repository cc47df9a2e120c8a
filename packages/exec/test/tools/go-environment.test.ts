import {expect, test} from '@jest/globals';
import {openSession} from '../../src/operations/session/open-session.js';
import {goEnvironment} from '../../src/tools/process/go-environment.js';
import {FakeReader} from '../cluster/fake-reader.js';
import {HeldClock} from '../cluster/held-clock.js';
import {FakeCommands} from './fake-commands.js';

test('kubectl and helm collect garbage half as often, unless the user has a say in it', () => {
  expect(goEnvironment({})).toEqual({GOGC: '200'});
  expect(goEnvironment({}, 'little')).toEqual({GOGC: '800'});
  expect(goEnvironment({GOGC: 'off'})).toEqual({});
  expect(goEnvironment({GOMEMLIMIT: '64MiB'})).toEqual({});
});

test('a session tells both of them', async () => {
  const view = {stdout: JSON.stringify({'current-context': 'prod', contexts: [{name: 'prod'}]})};
  const commands = new FakeCommands([view, {}]);
  const session = await openSession(
    {env: {}},
    {commands, clock: new HeldClock(), openReader: async () => new FakeReader()},
  );
  await session.kubectl.call(['get', 'pods'], {mutating: false});
  await session.helm.call(['list'], {mutating: false});
  expect(commands.requests.slice(-2).map(({env}) => env)).toEqual([{GOGC: '200'}, {GOGC: '200'}]);
});
