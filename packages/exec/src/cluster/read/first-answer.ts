import type {Clock} from '../../ports/clock.js';
import type {ReadFailure} from '../../ports/cluster-reader.js';
import type {ApiTransport} from '../transport/api-transport.js';
import {Backoff} from './backoff.js';
import {isTransient, readFailureOf} from './read-error.js';

/**
 * Reads until the cluster answers. An API server that is there and cannot answer at the moment, or a connection that broke, is asked
 * again; who is not there at all is told at once, since that is most often a context that leads nowhere.
 *
 * @param signal ends the trying: what is told then is the last failure, or the signal's reason when there was no answer at all
 */
export async function firstAnswer(transport: ApiTransport, clock: Clock, signal: AbortSignal): Promise<void> {
  const backoff = new Backoff(200, 2_000);
  for (;;) {
    try {
      await transport.get({path: '/version', signal});
      return;
    } catch (error) {
      const failure = readFailureOf(error);
      if (signal.aborted || failure === undefined || !isTransient(failure) || isAbsent(failure)) throw error;
      await clock.sleep(backoff.next(), signal).catch(() => {
        throw error;
      });
    }
  }
}

/** Whether nobody answers there, rather than somebody who is in trouble. */
function isAbsent({status, message}: ReadFailure): boolean {
  return status === 0 && !/^HTTP 5\d\d|reset|EOF|GOAWAY|stream error|middle of an answer/.test(message);
}
