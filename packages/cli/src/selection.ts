import * as Flags from '@oclif/core/flags';
import type {PlanRequest} from '@kflow/core';

/** The flag of commands that bring along what was not named. */
export const noDepsFlag = {
  'no-deps': Flags.boolean({summary: 'only what was named, without what it depends on'}),
};

/** What a command line selects: the names, and what they bring along unless `--no-deps` says otherwise. */
export function selectionOf(
  {names}: {names?: string[]},
  flags: {'no-deps': boolean},
): Pick<PlanRequest, 'targets' | 'deps'> {
  return {targets: names, ...(flags['no-deps'] ? {deps: false} : {})};
}
