import {expect, test} from '@jest/globals';
import {blockSecrets} from '../../src/index.js';

const schema = {
  properties: {
    passwordSecret: {type: 'string'},
    password: {type: 'string', writeOnly: true},
    login: {type: 'object', writeOnly: true, additionalProperties: {type: 'string'}},
    users: {type: 'array', items: {properties: {key: {format: 'password'}}}},
    env: {type: 'object'},
  },
};

test('what the schema says is a secret, and by its name what no schema declares', () => {
  const block = {
    passwordSecret: 'the-name-of-one',
    password: 'a',
    login: {user: 'b', codes: ['c']},
    users: [{key: 'd'}, {key: 'e'}],
    env: {API_TOKEN: 'f', HOME: 'g'},
  };
  expect(blockSecrets(block, schema, (key) => key.endsWith('TOKEN'))).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  expect(blockSecrets(block, schema)).toEqual(['a', 'b', 'c', 'd', 'e']);
});
