export {CommandRunner} from './command/command-runner.js';
export type {CommandConfig} from './command/command-config.js';
export {hookNames} from './command/hook-names.js';
export type {HookName} from './command/hook-names.js';
export type * from './command/protocol.js';
