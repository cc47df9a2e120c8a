import {createHash} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {configMapManifest, defineStepKind, secretManifest} from '@kflow/runners';
import type {ManifestObject, StepKindContext} from '@kflow/runners';

/** A block `sqlMigration`, as the schema in kflow-plugin.json makes it. */
export interface SqlMigrationBlock {
  /** Absolute. */
  directory: string;
  database: string;
  host: string;
  user: string;
  password?: string;
  passwordSecret?: string;
  image: string;
  /** Seconds. */
  deadline: number;
}

type Context = StepKindContext<SqlMigrationBlock>;

const label = 'kflow.example/migration';

/** The step kind `sqlMigration`. */
export const sqlMigration = defineStepKind<SqlMigrationBlock>({
  // kflow waits for the Job by itself, as it has been applied through the context.
  async apply(ctx) {
    const files = await sqlFiles(ctx.block.directory);
    if (Object.keys(files).length === 0) {
      ctx.warn(`there are no .sql files in ${ctx.block.directory}`);
      return;
    }
    const {config, secret, job} = objects(ctx, files);
    await ctx.applyManifest([config, ...(secret ? [secret] : [])]);
    // A Job cannot be changed, so each state of the directory has its own, and those before it go.
    const before = `${label}=${ctx.step},${label}-state!=${stateOf(files)}`;
    await ctx.kubectl(['delete', 'job', '--selector', before, '--ignore-not-found', '--wait=false']);
    await ctx.applyManifest(job);
  },
  async destroy(ctx) {
    const {config, secret, job} = objects(ctx, await sqlFiles(ctx.block.directory));
    await ctx.deleteManifest([job, config, ...(secret ? [secret] : [])]);
    ctx.log(`the tables of ${ctx.block.database} stay as they are`);
  },
});

/** The SQL files by name, in their order. */
async function sqlFiles(directory: string): Promise<{[name: string]: string}> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  const texts = names.map(async (name) => [name, await readFile(join(directory, name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

/** Ten hexadecimal digits that differ where the files do. */
function stateOf(files: {[name: string]: string}): string {
  return createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 10);
}

function objects(
  {block, step, namespace}: Context,
  files: {[name: string]: string},
): {config: ManifestObject; secret?: ManifestObject; job: ManifestObject} {
  const {host, user, database, image, deadline, password, passwordSecret} = block;
  const state = stateOf(files);
  const commands = Object.keys(files).map((name) => `psql --set ON_ERROR_STOP=1 --file /migrations/${name}`);
  const container = {
    name: 'psql',
    image,
    command: ['sh', '-ec', commands.join('\n')],
    env: [
      {name: 'PGHOST', value: host},
      {name: 'PGUSER', value: user},
      {name: 'PGDATABASE', value: database},
      {name: 'PGPASSWORD', valueFrom: {secretKeyRef: {name: passwordSecret ?? step, key: 'password'}}},
    ],
    volumeMounts: [{name: 'migrations', mountPath: '/migrations'}],
  };
  return {
    config: configMapManifest(step, namespace, files),
    ...(password === undefined ? {} : {secret: secretManifest(step, namespace, {password})}),
    job: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {name: `${step}-${state}`, namespace, labels: {[label]: step, [`${label}-state`]: state}},
      spec: {
        backoffLimit: 2,
        activeDeadlineSeconds: deadline,
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [container],
            volumes: [{name: 'migrations', configMap: {name: step}}],
          },
        },
      },
    },
  };
}
