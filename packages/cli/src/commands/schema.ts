import * as Args from '@oclif/core/args';
import {choiceArg} from '../flag-values.js';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {anyFileSchema, fileSchemas} from '../schema/file-schema.js';
import {printJson} from '../terminal/print-json.js';
import {openTerminal} from '../terminal/terminal.js';

const files = ['config', 'resource'] as const;

export default class Schema extends KflowCommand {
  static override group = 'start' as const;
  static override exits = [0, 2] as const;
  static override summary = "print the JSON schema of kflow's files, for editors";
  static override description =
    'Without an argument it is one schema for both kinds of files, which looks at `kflow.kind`. Editors with the YAML language server (VS Code, ' +
    'Neovim, JetBrains and others) take it from a first line `# yaml-language-server: $schema=PATH` of a file, or from their settings.';
  static override examples = [
    'kflow schema > kflow.schema.json',
    'kflow schema resource > .vscode/kflow-resource.schema.json',
  ];
  static override choices = {file: files};
  static override args = {
    file: Args.string({ignoreStdin: true, description: 'config or resource (default: both in one)'}),
  };

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Schema);
    const {out} = openTerminal(flags);
    printJson(out, args.file === undefined ? anyFileSchema() : fileSchemas[choiceArg(args.file, files)]);
    return 0;
  }
}
