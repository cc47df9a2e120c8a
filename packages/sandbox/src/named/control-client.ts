import {request} from 'node:http';
import type {SandboxRecord} from './record.js';

/**
 * Asks the supervisor of a record. False if it does not run any more (nobody listens, or somebody else does). Throws if it ran into
 * an error, or does not answer within `timeout` milliseconds.
 */
export function askSupervisor(
  record: SandboxRecord,
  method: 'GET' | 'POST',
  path: string,
  timeout: number,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const {port, token} = record.control;
    const headers = {authorization: `Bearer ${token}`};
    // No connection is kept for later: it would keep the supervisor from ending.
    const asked = request({host: '127.0.0.1', port, method, path, timeout, headers, agent: false}, (response) => {
      response.resume();
      if (response.statusCode === 500) reject(new Error('the supervisor failed'));
      else resolve(response.statusCode === 200);
    });
    asked.on('timeout', () => asked.destroy(new Error(`the supervisor (process ${record.pid}) does not answer`)));
    asked.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET') resolve(false);
      else reject(error);
    });
    asked.end();
  });
}
