import type {CommandManifest} from '../command-manifest.js';
import type {CompletionCommand, CompletionFlag, CompletionSource} from './completion-source.js';

/** Milliseconds that kubectl may take to list contexts. */
const patience = 2_000;

/** What the flags' values are, where their own choices do not say it. */
const values: {[flag: string]: CompletionFlag['value']} = {
  config: 'file',
  kubeconfig: 'file',
  context: 'context',
  from: 'directory',
};

/** The program as its manifest describes it. Reads files only; runs no code of the user's. */
export function programSource(all: readonly CommandManifest[]): CompletionSource {
  const commands = all.filter(({hidden}) => !hidden);
  const [any] = commands;
  return {
    commands: commands.map(commandOf),
    globals: flagsOf(any!, (group) => group === 'GLOBAL'),
    async helpTopics() {
      const {helpTopics} = await import('../help/topics/index.js');
      return helpTopics.map(({name, summary}) => ({words: name.split(' '), summary}));
    },
    async resources(flags) {
      const file = flags.get('config');
      const {checkProject} = await import('../project.js');
      const {project} = await checkProject(typeof file === 'string' ? file : process.env.KFLOW_CONFIG);
      return (project?.resources ?? []).map(({name, description, phase}) => ({
        value: name,
        description: description ?? phase,
      }));
    },
    async contexts(flags) {
      const file = flags.get('kubeconfig');
      const args = [
        'config',
        'get-contexts',
        '--output',
        'name',
        ...(typeof file === 'string' ? ['--kubeconfig', file] : []),
      ];
      const {createCommandRunner} = await import('@kflow/exec');
      const {stdout} = await createCommandRunner().run({tool: 'kubectl', args, signal: AbortSignal.timeout(patience)});
      return stdout.split('\n').flatMap((line) => (line.trim() === '' ? [] : [{value: line.trim()}]));
    },
  };
}

function commandOf(command: CommandManifest): CompletionCommand {
  const [arg] = Object.values(command.args);
  return {
    words: command.id.split(':'),
    summary: command.summary ?? '',
    flags: flagsOf(command, (group) => group !== 'GLOBAL'),
    args: argsOf(command, arg?.name),
  };
}

function argsOf(command: CommandManifest, name: string | undefined): CompletionCommand['args'] {
  const choices = command.choices?.[name ?? ''];
  if (choices) return choices;
  if (name === 'names') return 'resources';
  if (name === 'name') return 'resource';
  return name === 'dir' ? 'directory' : [];
}

function flagsOf(command: CommandManifest, isWanted: (group: string | undefined) => boolean): CompletionFlag[] {
  return Object.values(command.flags)
    .filter(({hidden, helpGroup}) => !hidden && isWanted(helpGroup))
    .map(({name, char, type, summary = ''}) => ({
      name,
      ...(char === undefined ? {} : {char}),
      summary,
      ...(type === 'option' ? {value: command.choices?.[name] ?? values[name] ?? 'other'} : {}),
    }));
}
