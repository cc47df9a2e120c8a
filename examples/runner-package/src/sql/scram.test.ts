import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import {it} from 'node:test';
import {scramVerifier} from './scram.js';

it('is the one of RFC 7677, section 3: with its server key, the server signs as there', () => {
  const verifier = scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'));
  const [, serverKey] = /^SCRAM-SHA-256\$4096:W22ZaJ0SNY7soEsUEjb6gQ==\$[^:]{44}:(.{44})$/.exec(verifier) ?? [];
  assert.ok(serverKey);
  const nonce = 'rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
  const messages = [
    'n=user,r=rOprNGfwEbeRWgbNEkqO',
    `r=${nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`,
    `c=biws,r=${nonce}`,
  ];
  const signature = createHmac('sha256', Buffer.from(serverKey, 'base64')).update(messages.join(',')).digest('base64');
  assert.equal(signature, '6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');
});

it('is another one each time', () => {
  assert.notEqual(scramVerifier('pencil'), scramVerifier('pencil'));
});
