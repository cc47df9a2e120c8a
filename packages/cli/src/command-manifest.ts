import {readFileSync} from 'node:fs';
import {join} from 'node:path';

/** kflow as its built manifest describes it: all that finding a command and showing help need, without loading oclif or any command. */
export interface Program {
  version: string;
  /** In the order of their ids. */
  commands: CommandManifest[];
  /** Words that commands stand behind, such as `state`. */
  topics: {name: string; description?: string}[];
}

/** A command in oclif's manifest. */
export interface CommandManifest {
  /** `state:show`. */
  id: string;
  summary?: string;
  description?: string;
  examples?: string | (string | {command: string})[];
  hidden?: boolean;
  /** The command's static `group`, which oclif's manifest carries along, as it does `choices`. */
  group?: string;
  args: {[name: string]: {name: string; description?: string; required?: boolean}};
  flags: {[name: string]: FlagManifest};
  choices?: {[name: string]: readonly string[]};
  /** Of its module in the package, e.g. `['dist', 'commands', 'plan.js']`. */
  relativePath: string[];
}

/** A flag in oclif's manifest. */
export interface FlagManifest {
  name: string;
  char?: string;
  type: string;
  summary?: string;
  helpValue?: string | string[];
  helpGroup?: string;
  env?: string;
  hidden?: boolean;
}

/** @param root directory of the package */
export function readProgram(root: string): Program {
  const {version, oclif} = read(root, 'package.json');
  const {commands} = read(root, 'oclif.manifest.json');
  const topics = Object.entries<{description?: string}>(oclif.topics);
  return {version, commands: Object.values(commands), topics: topics.map(([name, topic]) => ({name, ...topic}))};
}

function read(root: string, file: string): any {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}
