import * as Args from '@oclif/core/args';
import {scripts, shells} from '../completion/shells.js';
import {choiceArg} from '../flag-values.js';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {refuse} from '../problems/refusal.js';
import {openTerminal} from '../terminal/terminal.js';

export default class Completion extends KflowCommand {
  static override group = 'start' as const;
  static override exits = [0, 2] as const;
  static override summary = 'print the script that completes kflow in a shell: commands, flags, and names of resources';
  static override description =
    'bash: add `source <(kflow completion bash)` to ~/.bashrc. zsh: add `source <(kflow completion zsh)` to ~/.zshrc, behind `compinit`. fish: ' +
    '`kflow completion fish > ~/.config/fish/completions/kflow.fish`. Names come from the config that the command line names, else from ' +
    './kflow.yaml; nothing of it is run, and no cluster is asked.';
  static override examples = ['source <(kflow completion bash)', 'kflow completion fish | source'];
  static override choices = {shell: shells};
  static override args = {
    shell: Args.string({ignoreStdin: true, description: 'bash, zsh or fish'}),
  };

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Completion);
    if (args.shell === undefined) throw refuse('KF004', 'which shell?', `one of ${shells.join(', ')}`);
    openTerminal(flags).out.line(scripts[choiceArg(args.shell, shells)].trimEnd());
    return 0;
  }
}
