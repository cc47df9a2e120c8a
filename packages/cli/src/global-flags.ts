import * as Flags from '@oclif/core/flags';

const helpGroup = 'GLOBAL';

/** The flags of every command. argv.ts moves them to one place, so that they work before and after the command's name. */
export const globalFlags = {
  config: Flags.string({
    char: 'c',
    summary: 'root config (default: ./kflow.yaml)',
    helpValue: 'FILE',
    env: 'KFLOW_CONFIG',
    helpGroup,
  }),
  context: Flags.string({
    summary: "kubeconfig context (default: the config's, else the active one)",
    helpValue: 'NAME',
    env: 'KFLOW_CONTEXT',
    helpGroup,
  }),
  kubeconfig: Flags.string({summary: "kubeconfig file (default: kubectl's own)", helpValue: 'FILE', helpGroup}),
  'dry-run': Flags.boolean({summary: 'print what would be run, and change nothing', helpGroup}),
  verbose: Flags.boolean({char: 'v', summary: 'show each command and what it printed', helpGroup}),
  yes: Flags.boolean({char: 'y', summary: 'ask nothing', helpGroup}),
  json: Flags.boolean({summary: 'print JSON', helpGroup}),
  'no-color': Flags.boolean({summary: 'no colors (also NO_COLOR)', helpGroup}),
};

/** Their values, as oclif parses them. */
export interface GlobalFlagValues {
  config?: string;
  context?: string;
  kubeconfig?: string;
  'dry-run': boolean;
  verbose: boolean;
  yes: boolean;
  json: boolean;
  'no-color': boolean;
}
