// The port of ledger_runner.py, hook by hook.

import {BaseRunner, configMapManifest, secretManifest, waitFor} from '@kflow/runners';
import type {RunnerContext} from '@kflow/runners';

interface LedgerConfig {
  database: string;
  books: string[];
  seed?: boolean;
}

type Context = RunnerContext<LedgerConfig>;

const selector = 'app=database';

export class LedgerRunner extends BaseRunner<LedgerConfig> {
  static override description = 'Opens the books of the ledger.';

  // Not in kflow-py: checked before anything runs.
  static override configSchema = {
    type: 'object',
    properties: {
      database: {type: 'string'},
      books: {type: 'array', items: {type: 'string'}, minItems: 1},
      seed: {type: 'boolean'},
    },
    required: ['database', 'books'],
    additionalProperties: false,
  };

  override async preApply(ctx: Context): Promise<void> {
    ctx.log(`opening ${ctx.config.database}`);
    if (!ctx.dryRun) {
      await waitFor(() => this.health(ctx), {timeout: 60, interval: 1, signal: ctx.signal});
    }
  }

  override async apply(ctx: Context): Promise<void> {
    for (const book of ctx.config.books) {
      // Fails the step when the command fails; kubectl_exec of kflow-py went on.
      await ctx.kubectlExec(['sh', '-c', `echo 'open ${book}'`], {selector});
    }
    const books = ctx.config.books.join(',');
    await ctx.applyManifest(configMapManifest('books', ctx.namespace, {open: books}));
    await ctx.applyManifest(secretManifest('books-seal', ctx.namespace, {seal: 'wax'}, {encode: true}));
  }

  override async postApply(ctx: Context): Promise<void> {
    if (ctx.config.seed) await ctx.kubectlExec(['sh', '-c', 'echo seeded'], {selector});
  }

  override async reload(ctx: Context): Promise<void> {
    ctx.log(`migrating ${ctx.config.database}`);
    await ctx.kubectlExec(['sh', '-c', 'echo migrated'], {selector});
  }

  override async restart(ctx: Context): Promise<void> {
    ctx.log('the books stay open');
  }

  override async preDestroy(ctx: Context): Promise<void> {
    ctx.warn('closing the books');
  }

  override async destroy(ctx: Context): Promise<void> {
    // Mutating unless told otherwise, and in the step's namespace.
    await ctx.kubectl(['delete', 'configmap/books', 'secret/books-seal', '--ignore-not-found']);
  }

  override async postDestroy(ctx: Context): Promise<void> {
    ctx.log('the books are closed');
  }

  override async status(ctx: Context): Promise<string> {
    return `${ctx.config.books.length} books`;
  }

  override async health(ctx: Context): Promise<boolean> {
    const found = await ctx.kubectl(['get', 'statefulset/database'], {mutating: false, check: false});
    return found.exitCode === 0;
  }
}
