import {BaseRunner, generateSecret, secretManifest} from '@kflow/runners';
import type {RunnerContext} from '@kflow/runners';
import {postgresDatabaseSchema} from './config.js';
import type {PostgresDatabaseConfig} from './config.js';
import {psql} from './psql.js';
import {scramVerifier} from './sql/scram.js';
import {createDatabase, dropDatabase, dropRole, look, roleWithPassword} from './sql/statements.js';
import type {Found} from './sql/statements.js';

type Context = RunnerContext<PostgresDatabaseConfig>;

/** What there is in Postgres and in Kubernetes. */
interface State extends Found {
  /** Whether there is a pod of Postgres at all. */
  server: boolean;
  secret: boolean;
}

const nothing: Found = {role: false, owner: null, bytes: null};

/** A database, the role that owns it, and a Secret with a password that nobody has seen. */
export class PostgresDatabase extends BaseRunner<PostgresDatabaseConfig> {
  static override description = 'A Postgres database, the role that owns it, and a Secret with its password.';
  static override configSchema = postgresDatabaseSchema;

  override async apply(ctx: Context): Promise<void> {
    const {database} = ctx.config;
    const owner = ownerOf(ctx.config);
    const state = await this.state(ctx);
    refuseOthers(database, owner, state);
    // A password is made when one of the two that share it is not there. The other gets the new one first, and what is missing comes
    // last: after a failure in between it is still missing, and the next apply begins anew. So the password never has to be read.
    if (!state.role || !state.secret) {
      const password = generateSecret();
      if (state.secret) await this.applySecret(ctx, password);
      await this.setPassword(ctx, password, state.role);
      if (!state.secret) await this.applySecret(ctx, password);
      ctx.log(`role ${owner} has a new password, in the secret ${ctx.config.secret}`);
    }
    if (state.owner === null) {
      await psql(ctx, createDatabase(database, owner), {mutating: true});
      ctx.log(`database ${database} created`);
    }
  }

  override async destroy(ctx: Context): Promise<void> {
    const {database, secret, keepData = false} = ctx.config;
    const owner = ownerOf(ctx.config);
    if (keepData) {
      ctx.log(`keepData: database ${database}, role ${owner} and secret ${secret} stay`);
      return;
    }
    const state = await this.state(ctx);
    refuseOthers(database, owner, state);
    // Gone with its data, or scaled to nothing: either way nobody is there to drop anything.
    if (!state.server) ctx.warn(`Postgres has no pod: whatever there is of database ${database} stays`);
    if (state.owner !== null) await psql(ctx, dropDatabase(database), {mutating: true});
    if (state.role) await psql(ctx, dropRole(owner), {mutating: true});
    await ctx.kubectl(['delete', 'secret', secret, '--ignore-not-found']);
  }

  override async status(ctx: Context): Promise<string> {
    const {owner, bytes} = await this.state(ctx);
    if (owner === null) return `no database ${ctx.config.database}`;
    return `database ${ctx.config.database} of ${owner}, ${((bytes ?? 0) / 1e6).toFixed(1)} MB`;
  }

  override async health(ctx: Context): Promise<boolean> {
    const {role, owner, secret} = await this.state(ctx);
    return role && secret && owner === ownerOf(ctx.config);
  }

  /** Only reads, so that it knows as much in a dry run. */
  private async state(ctx: Context): Promise<State> {
    const {database, secret, selector, podNamespace = ctx.namespace} = ctx.config;
    const secrets = await ctx.kubectl(['get', 'secret', secret, '--ignore-not-found', '--output', 'name'], {
      mutating: false,
    });
    const getPods = ['get', 'pods', '--namespace', podNamespace, '--selector', selector, '--output', 'name'];
    const pods = await ctx.kubectl(getPods, {mutating: false});
    const known = {secret: secrets.stdout.trim() !== '', server: pods.stdout.trim() !== ''};
    if (!known.server) return {...nothing, ...known};
    const {stdout} = await psql(ctx, look(database, ownerOf(ctx.config)), {mutating: false});
    // In a dry run there may be no pod yet that runs.
    return {...(stdout.trim() === '' ? nothing : (JSON.parse(stdout) as Found)), ...known};
  }

  private async setPassword(ctx: Context, password: string, exists: boolean): Promise<void> {
    const verifier = scramVerifier(password);
    await psql(ctx, roleWithPassword(ownerOf(ctx.config), verifier, exists), {
      mutating: true,
      secrets: [password, verifier],
    });
  }

  private async applySecret(ctx: Context, password: string): Promise<void> {
    const {database, secret, host} = ctx.config;
    const data = {PGDATABASE: database, PGUSER: ownerOf(ctx.config), PGPASSWORD: password};
    await ctx.applyManifest(secretManifest(secret, ctx.namespace, host === undefined ? data : {...data, PGHOST: host}));
  }
}

function ownerOf({database, owner = database}: PostgresDatabaseConfig): string {
  return owner;
}

/** A database of that name that somebody else owns is neither taken over nor dropped. */
function refuseOthers(database: string, owner: string, state: State): void {
  if (state.owner === null || state.owner === owner) return;
  throw new Error(`database ${database} belongs to ${state.owner}, not to ${owner}: nothing was changed`);
}
