import type {StateDocument} from '../../json-output/state-documents.js';
import {KflowCommand} from '../../kflow-command.js';
import type {ExitCode} from '../../kflow-command.js';
import {openSection} from '../../state.js';
import {printState} from '../../tables/state-table.js';
import {printJson} from '../../terminal/print-json.js';
import {openTerminal} from '../../terminal/terminal.js';

export default class StateShow extends KflowCommand {
  static override group = 'record' as const;
  static override summary = 'show what kflow remembers of the active cluster';
  static override description =
    'What was applied, as far as kflow did it. What is live is asked with `kflow status`. Asks no cluster.';

  async run(): Promise<ExitCode> {
    const {flags} = await this.parse(StateShow);
    const terminal = openTerminal(flags);
    const {store, context} = await openSection(flags);
    const state = await store.cluster(context);
    if (flags.json) printJson(terminal.out, {path: store.path, context, ...state} satisfies StateDocument);
    else printState({path: store.path, context, state, now: Date.now()}, terminal);
    return 0;
  }
}
