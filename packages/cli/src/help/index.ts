import type {Config} from '@oclif/core';
import type {Terminal} from '../terminal/terminal.js';
import {commandHelp} from './command-help.js';
import {rootHelp, topicHelp} from './root-help.js';

/** Prints the help of a command or topic, or of the whole program when `id` is absent, on stdout. */
export function showHelp(config: Config, id: string | undefined, {out}: Terminal): void {
  const command = id === undefined ? undefined : config.findCommand(id);
  const lines = command
    ? commandHelp(command, out)
    : id === undefined
      ? rootHelp(config, out)
      : topicHelp(config, id, out);
  for (const line of lines) out.line(line);
}
