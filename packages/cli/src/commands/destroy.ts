import {Flags} from '@oclif/core';
import {refuseUnasked} from '../ask.js';
import {confirmDestroy} from '../confirm-destroy.js';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {nameArgs} from '../name-args.js';
import {executeOptions, operationFlags} from '../operation-flags.js';
import {planFor, readProject} from '../project.js';
import {runOperation} from '../run-operation.js';
import {selectionOf} from '../selection.js';
import {openTerminal} from '../terminal/terminal.js';

export default class Destroy extends KflowCommand {
  static override group = 'change' as const;
  static override summary = 'take resources down, in reverse order, and wait until they are gone';
  static override description =
    'What was named takes along what depends on it. Asks first; without a terminal it needs --yes. Namespaces stay unless --delete-namespaces is ' +
    'given, and never go when a resource keeps theirs with `keepNamespace`.';
  static override examples = [
    'kflow destroy',
    'kflow destroy web --no-deps',
    'kflow destroy --dry-run',
    'kflow destroy --yes --delete-namespaces',
  ];
  static override args = nameArgs();
  static override flags = {
    'no-deps': Flags.boolean({summary: 'only what was named, without what depends on it'}),
    'delete-namespaces': Flags.boolean({summary: 'delete the namespaces, too, with everything in them'}),
    ...operationFlags,
  };

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Destroy);
    const terminal = openTerminal(flags);
    const options = {...executeOptions(flags), deleteNamespaces: flags['delete-namespaces']};
    const loaded = await readProject(flags.config);
    const plan = planFor(loaded, {operation: 'destroy', ...selectionOf(args, flags)});
    const ask = !flags.yes && !flags['dry-run'];
    if (ask) refuseUnasked('destroy');
    return runOperation({
      loaded,
      plan,
      flags,
      options,
      terminal,
      ...(ask
        ? {
            confirm: (session, signal) =>
              confirmDestroy({project: loaded.project, plan, session, terminal, signal, ...options}),
          }
        : {}),
    });
  }
}
