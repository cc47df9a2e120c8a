import {existsSync} from 'node:fs';
import {examineSetup} from '@kflow/exec';
import {printSetup} from '../doctor/print-setup.js';
import {Interrupt} from '../interrupt.js';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {checkProject} from '../project.js';
import {keepStdoutForResults} from '../runners.js';
import {displayPath} from '../terminal/display-path.js';
import {printJson} from '../terminal/print-json.js';
import {openTerminal} from '../terminal/terminal.js';

export default class Doctor extends KflowCommand {
  static override group = 'start' as const;
  static override summary = 'check tools, config, cluster and permissions, and say how to fix each';
  static override description =
    'Looks at kubectl, helm, the config, runners, the state directory, the context, the cluster, and at whether you may do there what the ' +
    'config needs. Works without a config, too. Changes nothing: the reviews by which permissions are asked for are not stored. Loads the ' +
    'runner modules, which runs the code at their top level. Exits 1 when a check fails.';
  static override examples = ['kflow doctor', 'kflow doctor --context staging', 'kflow doctor --json'];

  async run(): Promise<ExitCode> {
    const {flags} = await this.parse(Doctor);
    const terminal = openTerminal(flags);
    const file = flags.config || 'kflow.yaml';
    // Without a config, there are still tools and a cluster to look at; one that was named has to be there.
    const checked = flags.config || existsSync(file) ? await checkProject(file) : undefined;
    const config = checked && {
      file: displayPath(checked.project?.file ?? file),
      diagnostics: [...checked.diagnostics, ...(checked.graph?.diagnostics ?? [])],
      project: checked.project,
    };
    keepStdoutForResults();
    const report = await Interrupt.around((signal) =>
      examineSetup({config, context: flags.context || undefined, kubeconfig: flags.kubeconfig, signal}),
    );
    if (flags.json) printJson(terminal.out, report);
    else printSetup(report, terminal);
    return report.ok ? 0 : 1;
  }
}
