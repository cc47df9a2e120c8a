import type {Environment} from '../../ports/environment.js';

/**
 * Seconds without a word from the API server after which kubectl asks whether it is still there, and in which it must answer. A server that hangs, or a
 * network that swallows everything, looks like a watch on which nothing happens; client-go's own 30 and 15 leave a wait in the dark for most of a minute.
 * Source: k8s.io/apimachinery/pkg/util/net/http.go, configureHTTP2Transport.
 */
const pings = {HTTP2_READ_IDLE_TIMEOUT_SECONDS: '10', HTTP2_PING_TIMEOUT_SECONDS: '5'};

/**
 * What to add to the environment of a kubectl that reads for kflow, so that a lost connection is noticed within 15 s.
 *
 * @param environment what kubectl has otherwise; what the user has set in it stays
 */
export function pingEnvironment(environment: Environment): {[name: string]: string} {
  return Object.fromEntries(Object.entries(pings).filter(([name]) => environment[name] === undefined));
}
