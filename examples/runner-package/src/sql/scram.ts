import {createHash, createHmac, pbkdf2Sync, randomBytes} from 'node:crypto';

/** What Postgres uses itself. */
const iterations = 4096;

/**
 * What Postgres keeps of a password (RFC 5803, as in pg_authid.rolpassword), made here as psql's `\password` does: the server, and so its
 * log, never sees the password itself.
 *
 * @param password printable ASCII; others would have to be normalised first (RFC 4013)
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const hmac = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest();
  const [salt64, stored64, server64] = [salt, storedKey, hmac('Server Key')].map((each) => each.toString('base64'));
  return `SCRAM-SHA-256$${iterations}:${salt64}$${stored64}:${server64}`;
}
