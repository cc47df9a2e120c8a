import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import {readLogs} from '@kflow/exec';
import {durationFlag, wholeFlag} from '../flag-values.js';
import {globalFlags} from '../global-flags.js';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {LogPrinter} from '../log-printer.js';
import {lookAtCluster} from '../look-at-cluster.js';
import {refuse} from '../problems/refusal.js';
import {planFor, readProject} from '../project.js';
import {openTerminal} from '../terminal/terminal.js';
import {showProblem} from '../terminal/show-problem.js';

export default class Logs extends KflowCommand {
  static override group = 'look' as const;
  static override summary = 'the logs of all pods of a resource, each line behind its pod';
  static override description =
    'Pods are found by --selector, else by the `selector` of the resource, else by its `workloads`, else by the label of its helm release, else by the ' +
    'workloads in its manifests; never in a whole namespace. With --follow it goes on, with new pods as they come, until Ctrl-C.';
  static override examples = ['kflow logs web', 'kflow logs web -f --tail 20', 'kflow logs web -c sidecar --previous'];
  static override args = {
    name: Args.string({required: true, ignoreStdin: true, description: 'name of a resource'}),
  };
  // After `logs`, -c is the container.
  static override baseFlags: typeof globalFlags = {...globalFlags, config: {...globalFlags.config, char: undefined}};
  static override flags = {
    follow: Flags.boolean({char: 'f', summary: 'go on, with new pods as they come'}),
    tail: Flags.string({summary: 'the last lines of each container (default: all)', helpValue: 'N'}),
    since: Flags.string({summary: 'nothing older than this', helpValue: 'DURATION'}),
    container: Flags.string({char: 'c', summary: 'only this container of each pod', helpValue: 'NAME'}),
    selector: Flags.string({summary: "label selector of pods, in place of the resource's own", helpValue: 'LABELS'}),
    previous: Flags.boolean({summary: 'of the run before the last restart'}),
  };

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Logs);
    const terminal = openTerminal(flags);
    const {follow, container, selector, previous} = flags;
    if (follow && previous) throw refuse('KF003', '--previous is about a run that is over, --follow is not');
    for (const [name, value] of Object.entries({container, selector})) {
      if (value?.trim() === '') throw refuse('KF003', `--${name} needs a value`);
    }
    const since = durationFlag('since', flags.since);
    const options = {follow, container, selector, previous, since, tail: wholeFlag('tail', flags.tail)};
    const loaded = await readProject(flags.config);
    const plan = planFor(loaded, {operation: 'status', targets: [args.name]});
    const named = new Set(plan.resources.map(({name}) => name));
    const resources = loaded.project.resources.filter(({name}) => named.has(name));
    // A reader of ours that went away (`| head`) wants no more.
    const unread = new AbortController();
    process.stdout.once('error', () => unread.abort());
    // Logs need no code of the user's, which the steps of a plan would load.
    const phases = plan.phases.map((phase) => ({...phase, steps: []}));
    const {line: onLine} = new LogPrinter(terminal, flags.json);
    const onProblem = (message: string, hint?: string) => showProblem(terminal, message, hint);
    const isWhole = await lookAtCluster({
      load: async () => ({loaded, plan: {...plan, phases}}),
      flags,
      terminal,
      read: async ({session, signal}) => {
        const either = signal ? AbortSignal.any([signal, unread.signal]) : unread.signal;
        try {
          return await readLogs({resources, session, options, signal: either, onLine, onProblem});
        } catch (error) {
          if (unread.signal.aborted) return true;
          throw error;
        }
      },
    });
    return isWhole ? 0 : 1;
  }
}
