import * as Flags from '@oclif/core/flags';
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
    'What was named takes along what depends on it. Asks first; without a terminal it needs --yes. Objects are deleted in the foreground: their pods are ' +
    'gone when it ends. Namespaces stay unless --delete-namespaces is given, and never go when a resource keeps theirs with `keepNamespace`, or when ' +
    'something is in them that the project did not put there: that is named, and the exit code is 1.\n\n' +
    'What does not go within --timeout is named, with the finalizer that holds it and the controller that should clear it. --force then makes it go: it ' +
    'takes the finalizers off, kills the pods, and deletes namespaces with everything in them. What the controllers would have cleaned up (load balancers, ' +
    'volumes, cloud resources) is left behind, and nobody looks after it any more. It touches nothing that it did not delete itself.';
  static override examples = [
    'kflow destroy',
    'kflow destroy web --no-deps',
    'kflow destroy --dry-run',
    'kflow destroy --yes --delete-namespaces',
    'kflow destroy web --force --timeout 1m',
  ];
  static override args = nameArgs();
  static override flags = {
    'no-deps': Flags.boolean({summary: 'only what was named, without what depends on it'}),
    'delete-namespaces': Flags.boolean({summary: 'delete the namespaces, too, unless something of others is in them'}),
    force: Flags.boolean({
      summary: 'make go what does not go by itself in time, and namespaces with all that is in them',
      exclusive: ['no-wait'],
    }),
    ...operationFlags,
  };

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Destroy);
    const terminal = openTerminal(flags);
    const options = {...executeOptions(flags), deleteNamespaces: flags['delete-namespaces'], force: flags.force};
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
