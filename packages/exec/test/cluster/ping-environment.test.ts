import {expect, test} from '@jest/globals';
import {pingEnvironment} from '../../src/cluster/transport/ping-environment.js';

test('a connection that hangs is noticed soon, unless the user wants it otherwise', () => {
  expect(pingEnvironment({})).toEqual({HTTP2_READ_IDLE_TIMEOUT_SECONDS: '10', HTTP2_PING_TIMEOUT_SECONDS: '5'});
  expect(pingEnvironment({HTTP2_READ_IDLE_TIMEOUT_SECONDS: '0'})).toEqual({HTTP2_PING_TIMEOUT_SECONDS: '5'});
});
