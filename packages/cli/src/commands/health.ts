import type {HealthReport} from '@kflow/exec';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {lookAtCluster} from '../look-at-cluster.js';
import type {Load} from '../look-at-cluster.js';
import {nameArgs} from '../name-args.js';
import {printHealth} from '../tables/health-table.js';
import {printJson} from '../terminal/print-json.js';
import {openTerminal} from '../terminal/terminal.js';

export default class Health extends KflowCommand {
  static override group = 'look' as const;
  static override summary = 'the verdict: exits 1 when anything is unhealthy';
  static override description =
    'Unhealthy is a workload that is missing or not ready, a helm release that is not deployed, a runner whose `health` hook says no. Takes just what ' +
    'was named.';
  static override examples = ['kflow health', 'kflow health web && echo fine', 'kflow health --json'];
  static override args = nameArgs();

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Health);
    const terminal = openTerminal(flags);
    const load: Load = async (onConfig) => {
      const {planFor, readProject} = await import('../project.js');
      const loaded = await readProject(flags.config, onConfig);
      return {loaded, plan: planFor(loaded, {operation: 'health', targets: args.names})};
    };
    const show = (report: HealthReport): void => {
      if (flags.json) printJson(terminal.out, report);
      else printHealth(report, terminal);
    };
    const report = await lookAtCluster({
      load,
      flags,
      terminal,
      read: async (request) => (await import('../live-reports.js')).readHealth(request),
      show,
    });
    return report.healthy ? 0 : 1;
  }
}
