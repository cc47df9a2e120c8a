import * as Args from '@oclif/core/args';

/** The `[names]` of a command: names and globs of resources. */
export function nameArgs(description = 'names of resources, or patterns like `db-*` (default: all)') {
  // oclif would wait for names on standard input.
  return {names: Args.string({multiple: true, ignoreStdin: true, description})};
}
