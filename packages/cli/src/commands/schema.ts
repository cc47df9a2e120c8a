import * as Args from '@oclif/core/args';
import type {Plugin} from '@kflow/core';
import {loadPlugins, nodeFiles} from '@kflow/core/node';
import {choiceArg} from '../flag-values.js';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {anyFileSchema, fileSchemas} from '../schema/file-schema.js';
import {printJson} from '../terminal/print-json.js';
import {openTerminal} from '../terminal/terminal.js';
import type {Terminal} from '../terminal/terminal.js';
import {Refusal} from '../problems/refusal.js';
import {showWarnings} from '../show-warnings.js';

const files = ['config', 'resource', 'plugin'] as const;

export default class Schema extends KflowCommand {
  static override group = 'start' as const;
  static override exits = [0, 2] as const;
  static override summary = "print the JSON schema of kflow's files, for editors";
  static override description =
    'Without an argument it is one schema for both kinds of files, which looks at `kflow.kind`. Editors with the YAML language server (VS Code, ' +
    'Neovim, JetBrains and others) take it from a first line `# yaml-language-server: $schema=PATH` of a file, or from their settings. ' +
    'Where the root config declares plugins, their step kinds are in it.';
  static override examples = [
    'kflow schema > kflow.schema.json',
    'kflow schema resource > .vscode/kflow-resource.schema.json',
  ];
  static override choices = {file: files};
  static override args = {
    file: Args.string({ignoreStdin: true, description: 'config, resource or plugin (default: the first two in one)'}),
  };

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Schema);
    const terminal = openTerminal(flags);
    const file = args.file === undefined ? undefined : choiceArg(args.file, files);
    const plugins = file === 'config' || file === 'plugin' ? [] : await declaredPlugins(flags.config, terminal);
    printJson(terminal.out, file === undefined ? anyFileSchema(plugins) : fileSchemas(plugins)[file]);
    return 0;
  }
}

/**
 * The plugins of the root config, if there is one. A config that has other errors is what a schema is wanted for.
 *
 * @throws Refusal when a config that was named, or a plugin, cannot be read
 */
async function declaredPlugins(config: string | undefined, terminal: Terminal): Promise<Plugin[]> {
  const {plugins, diagnostics} = await loadPlugins({config: config || 'kflow.yaml', files: nodeFiles()});
  const isMissing = diagnostics.some(({code}) => code === 'KF501');
  if (isMissing && config === undefined) return [];
  if (isMissing || diagnostics.some(({code}) => /^KF63/.test(code))) throw new Refusal(diagnostics);
  showWarnings(diagnostics, terminal);
  return plugins;
}
