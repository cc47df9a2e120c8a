import {openState} from '@kflow/exec';
import type {StatePathDocument} from '../../json-output/state-documents.js';
import {KflowCommand} from '../../kflow-command.js';
import type {ExitCode} from '../../kflow-command.js';
import {readProject} from '../../project.js';
import {printJson} from '../../terminal/print-json.js';
import {openTerminal} from '../../terminal/terminal.js';

export default class StatePath extends KflowCommand {
  static override group = 'record' as const;
  static override summary = 'print the path of the state file';

  async run(): Promise<ExitCode> {
    const {flags} = await this.parse(StatePath);
    const {out} = openTerminal(flags);
    const {path} = openState((await readProject(flags.config)).project);
    if (flags.json) printJson(out, {path} satisfies StatePathDocument);
    else out.line(path);
    return 0;
  }
}
