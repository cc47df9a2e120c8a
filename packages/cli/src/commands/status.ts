import type {StatusReport} from '@kflow/exec';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {lookAtCluster} from '../look-at-cluster.js';
import type {Load} from '../look-at-cluster.js';
import {nameArgs} from '../name-args.js';
import {printStatus} from '../tables/status-table.js';
import {printJson} from '../terminal/print-json.js';
import {openTerminal} from '../terminal/terminal.js';

export default class Status extends KflowCommand {
  static override group = 'look' as const;
  static override summary = 'state, live readiness, helm releases and drift, a row a resource';
  static override description =
    'State is what kflow did; readiness and helm are asked of the cluster; drift names manifests that differ from what was applied. Takes just what ' +
    'was named. Runs the `status` hooks of runners.';
  static override examples = ['kflow status', 'kflow status web --json'];
  static override args = nameArgs();

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Status);
    const terminal = openTerminal(flags);
    const load: Load = async (onConfig) => {
      const {planFor, readProject} = await import('../project.js');
      const loaded = await readProject(flags.config, onConfig);
      return {loaded, plan: planFor(loaded, {operation: 'status', targets: args.names})};
    };
    const show = (report: StatusReport): void => {
      if (flags.json) printJson(terminal.out, report);
      else printStatus(report, terminal, Date.now());
    };
    await lookAtCluster({
      load,
      flags,
      terminal,
      read: async (request) => (await import('../live-reports.js')).readStatus(request),
      show,
    });
    return 0;
  }
}
