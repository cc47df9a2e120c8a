import type {CodeEntry} from '@kflow/core';

/**
 * Every code of the command line itself. A code never changes its meaning and is never given to something else.
 */
export const commandLineCodes = {
  KF001: {severity: 'error', title: 'unknown command', meaning: 'There is no such command. `kflow help` lists them.'},
  KF002: {
    severity: 'error',
    title: 'unknown flag',
    meaning:
      "The command has no such flag; its `--help` lists them. Only global flags may stand before the command's name.",
  },
  KF003: {
    severity: 'error',
    title: 'bad value',
    meaning: "A flag lacks its value, or the value makes no sense. The command's `--help` says what the flag takes.",
  },
  KF004: {
    severity: 'error',
    title: 'bad arguments',
    meaning: 'The command takes fewer, more or other arguments. Its `--help` shows which.',
  },
  KF005: {
    severity: 'error',
    title: 'not confirmed',
    meaning: 'The command asks before it acts, and there is no terminal to ask on. `--yes` answers.',
  },
  KF006: {
    severity: 'error',
    title: 'output cannot be written',
    meaning:
      'Standard output is a file or device that takes no more, such as a full disk. What was to be done was done. Make room or write somewhere else; run a command that only reads once more.',
  },
  KF010: {
    severity: 'error',
    title: 'file exists',
    meaning:
      '`kflow init` never overwrites a file. Nothing was written: move the files away, or name another directory.',
  },
  KF011: {
    severity: 'error',
    title: 'nothing to begin with',
    meaning:
      'The directory of `kflow init --from` holds no manifest, kustomization or chart. Name a directory that does, or leave `--from` away for a project to begin with.',
  },
  KF012: {
    severity: 'error',
    title: 'flags exclude each other',
    meaning:
      'Two flags of a command ask for different things, such as `--from` and `--chart` of `kflow init`. Keep one of them.',
  },
  KF013: {
    severity: 'error',
    title: 'files cannot be written',
    meaning:
      '`kflow init` could not write one of its files, and took away those that it had written. Look at the permissions of the directory and the room on the disk, then run it again.',
  },
} as const satisfies {[code: string]: CodeEntry};

/** A code of the command line. */
export type CommandLineCode = keyof typeof commandLineCodes;
