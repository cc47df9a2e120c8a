/** Under which heading `kflow --help` lists a command. Each command says so itself, in its static `group`. */
export const commandGroups = {
  start: 'Begin, and set up',
  change: 'Change the cluster',
  look: 'Look at the cluster',
  project: 'Look at the project, without a cluster',
  record: 'The local record of what was applied',
} as const;

/** A key of {@link commandGroups}. */
export type CommandGroup = keyof typeof commandGroups;
