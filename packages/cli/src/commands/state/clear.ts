import {carryOver, discardJournal, journalPath, lockCluster, readSection, systemClock} from '@kflow/exec';
import {ask, refuseUnasked} from '../../ask.js';
import {Interrupt} from '../../interrupt.js';
import type {StateClearDocument} from '../../json-output/state-documents.js';
import {KflowCommand} from '../../kflow-command.js';
import type {ExitCode} from '../../kflow-command.js';
import {nameArgs} from '../../name-args.js';
import {Declined} from '../../problems/declined.js';
import {didYouMean} from '../../problems/did-you-mean.js';
import {refuse} from '../../problems/refusal.js';
import {openSection} from '../../state.js';
import {count} from '../../terminal/count.js';
import {printJson} from '../../terminal/print-json.js';
import {openTerminal} from '../../terminal/terminal.js';

export default class StateClear extends KflowCommand {
  static override group = 'record' as const;
  static override summary = 'forget what was applied to the active cluster';
  static override description =
    'Touches no cluster: only the record goes, and what `apply --resume` would go on with, for the active context (or that of --context). Asks first; without a terminal it needs --yes.';
  static override examples = ['kflow state clear', 'kflow state clear web --yes', 'kflow state clear --context gone'];
  static override args = nameArgs('names of resources to forget (default: the whole record of the cluster)');

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(StateClear);
    const terminal = openTerminal(flags);
    const {project, store, context, contexts} = await openSection(flags);
    const place = {context, contexts};
    const known = Object.keys((await readSection(store, place)).section.resources);
    const unknown = args.names?.find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw refuse('KF004', `nothing is recorded of \`${unknown}\` in context ${context}`, didYouMean(unknown, known));
    }
    const names = args.names ?? known;
    const what = `${count(names.length, 'resource')} of context ${context}`;
    const dryRun = flags['dry-run'];
    if (!dryRun && !flags.yes && names.length > 0) {
      refuseUnasked('state clear');
      if (!(await Interrupt.around((signal) => ask(`Forget ${what}?`, signal))))
        throw new Declined('nothing was cleared');
    }
    // Not under the feet of a run.
    const lock = dryRun
      ? undefined
      : await lockCluster({dir: project.stateDir, context, operation: 'state clear', clock: systemClock()});
    try {
      // So that what kflow-py recorded goes, too, and does not come back at the next run.
      if (lock) await carryOver(store, place);
      if (lock) await discardJournal(journalPath(project.stateDir, context, project.file));
      const cleared = lock !== undefined && (await store.clear(context, args.names));
      if (flags.json) printJson(terminal.out, {context, cleared, resources: names} satisfies StateClearDocument);
      else if (dryRun) terminal.out.line(`would forget ${what}`);
      else terminal.out.line(cleared ? `forgot ${what}` : `there was nothing about context ${context}`);
      return 0;
    } finally {
      await lock?.release();
    }
  }
}
