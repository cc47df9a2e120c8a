import type {Channel} from './terminal.js';

/** Prints the one JSON document of a command. */
export function printJson(channel: Pick<Channel, 'line'>, document: unknown): void {
  channel.line(JSON.stringify(document, undefined, 2));
}
