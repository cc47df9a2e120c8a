import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {RunnerOperation} from '@kflow/runners';
import {appliedObject, callsTo, changesOf, describeRunner, fakeContext, showingsOf} from '@kflow/runners/testing';
import type {FakeContext} from '@kflow/runners/testing';
import type {PostgresDatabaseConfig} from './config.js';
import {FakePostgres} from './testing/fake-postgres.js';
import {PostgresDatabase} from './postgres-database.js';

const config: PostgresDatabaseConfig = {database: 'app', secret: 'app-database', selector: 'app=postgres'};

// What every runner should do.
const there = JSON.stringify({role: true, owner: 'app', bytes: 1});
describeRunner(PostgresDatabase, {
  ...{describe, it, config},
  existing: [
    {to: 'kubectl get secret', stdout: 'secret/app-database'},
    {to: 'kubectl get pods', stdout: 'pod/pod-0'},
    {to: 'kubectl exec', stdout: there},
  ],
});

async function run(
  operation: RunnerOperation,
  postgres: FakePostgres,
  more: Partial<PostgresDatabaseConfig> & {dryRun?: boolean} = {},
): Promise<{ctx: FakeContext<PostgresDatabaseConfig>; result: unknown}> {
  const {dryRun = false, ...rest} = more;
  const given = {...config, ...rest};
  const ctx = fakeContext({config: given, operation, dryRun, namespace: 'data', answers: [postgres.answer]});
  return {ctx, result: await new PostgresDatabase(given)[operation](ctx)};
}

/** The statements that changed something, without the password. */
const statements = (ctx: FakeContext<PostgresDatabaseConfig>): string[] =>
  callsTo(ctx, 'kubectl exec')
    .filter(({mutating}) => mutating)
    .map(({stdin = ''}) => stdin.trim().replace(/PASSWORD '.*'/, "PASSWORD '...'"));

describe('apply', () => {
  it('makes role, Secret and database; the password stands in no command and no message', async () => {
    const {ctx} = await run('apply', new FakePostgres(), {host: 'postgres.data'});
    assert.deepEqual(statements(ctx), [
      `CREATE ROLE "app" WITH LOGIN PASSWORD '...';`,
      'CREATE DATABASE "app" OWNER "app";',
    ]);
    const {PGPASSWORD, ...data} = appliedObject(ctx, 'Secret', 'app-database')?.stringData as {[key: string]: string};
    assert.deepEqual(data, {PGDATABASE: 'app', PGUSER: 'app', PGHOST: 'postgres.data'});
    assert.match(PGPASSWORD!, /^[A-Za-z0-9]{32}$/);
    assert.deepEqual(showingsOf(ctx, PGPASSWORD!), []);
    // Postgres gets no more than what it keeps of it.
    assert.ok(callsTo(ctx, 'kubectl exec').every(({stdin}) => !stdin?.includes(PGPASSWORD!)));
    assert.equal(
      callsTo(ctx, 'kubectl exec')[0]?.command,
      `kubectl exec pod-0 --stdin -- psql --no-psqlrc --no-password --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --username postgres --dbname postgres --file -`,
    );
  });

  it('changes nothing when all is there', async () => {
    const postgres = new FakePostgres();
    await run('apply', postgres);
    const verifier = postgres.roles.get('app');
    const {ctx} = await run('reload', postgres);
    assert.deepEqual(changesOf(ctx), []);
    assert.equal(postgres.roles.get('app'), verifier);
  });

  it('makes a new password when the Secret or the role is gone; what is missing comes last', async () => {
    const postgres = new FakePostgres();
    await run('apply', postgres);
    postgres.secrets.clear();
    const order = (ctx: FakeContext<PostgresDatabaseConfig>) => changesOf(ctx).map(({args}) => args[0]);
    const withoutSecret = await run('apply', postgres);
    assert.deepEqual(statements(withoutSecret.ctx), [`ALTER ROLE "app" WITH LOGIN PASSWORD '...';`]);
    assert.deepEqual(order(withoutSecret.ctx), ['exec', 'apply']);
    postgres.roles.clear();
    const withoutRole = await run('apply', postgres);
    assert.deepEqual(statements(withoutRole.ctx), [`CREATE ROLE "app" WITH LOGIN PASSWORD '...';`]);
    assert.deepEqual(order(withoutRole.ctx), ['apply', 'exec']);
  });

  it('leaves alone what belongs to somebody else', async () => {
    const postgres = new FakePostgres();
    postgres.databases.set('app', 'somebody');
    for (const operation of ['apply', 'destroy'] as const) {
      await assert.rejects(run(operation, postgres), /database app belongs to somebody, not to app/);
    }
    assert.deepEqual([...postgres.databases], [['app', 'somebody']]);
  });

  it('quotes names that need it', async () => {
    const names = {database: 'my "app"', owner: "o'brien"};
    const {ctx} = await run('apply', new FakePostgres(), names);
    assert.deepEqual(statements(ctx), [
      `CREATE ROLE "o'brien" WITH LOGIN PASSWORD '...';`,
      `CREATE DATABASE "my ""app""" OWNER "o'brien";`,
    ]);
    assert.match(callsTo(ctx, 'kubectl exec')[0]!.stdin!, /rolname = 'o''brien'.*datname = 'my "app"'/s);
  });

  it('in a dry run says what it would do, with a pod or without', async () => {
    const {ctx} = await run('apply', new FakePostgres(), {dryRun: true});
    assert.deepEqual(changesOf(ctx), []);
    assert.equal(statements(ctx).length, 2);
    const none = fakeContext({config, dryRun: true, pod: () => undefined});
    await new PostgresDatabase(config).apply(none);
    assert.deepEqual(changesOf(none), []);
  });
});

describe('destroy', () => {
  it('drops database and role, and deletes the Secret', async () => {
    const postgres = new FakePostgres();
    await run('apply', postgres);
    const {ctx} = await run('destroy', postgres);
    assert.deepEqual(statements(ctx), ['DROP DATABASE IF EXISTS "app" WITH (FORCE);', 'DROP ROLE IF EXISTS "app";']);
    assert.deepEqual([postgres.roles.size, postgres.databases.size, postgres.secrets.size], [0, 0, 0]);
  });

  it('is no error when Postgres is gone, and deletes the Secret all the same', async () => {
    const postgres = new FakePostgres();
    await run('apply', postgres);
    postgres.running = false;
    const {ctx} = await run('destroy', postgres);
    assert.deepEqual(statements(ctx), []);
    assert.deepEqual(ctx.warnings, ['Postgres has no pod: whatever there is of database app stays']);
    assert.equal(postgres.secrets.size, 0);
    assert.equal((await run('status', postgres)).result, 'no database app');
    assert.equal((await run('health', postgres)).result, false);
  });

  it('with keepData leaves all of it', async () => {
    const postgres = new FakePostgres();
    await run('apply', postgres);
    const {ctx} = await run('destroy', postgres, {keepData: true});
    assert.deepEqual(ctx.calls, []);
    assert.equal(postgres.databases.size, 1);
  });
});

describe('status and health', () => {
  it('tell what there is', async () => {
    const postgres = new FakePostgres();
    assert.equal((await run('status', postgres)).result, 'no database app');
    assert.equal((await run('health', postgres)).result, false);
    await run('apply', postgres);
    assert.equal((await run('status', postgres)).result, 'database app of app, 7.6 MB');
    assert.equal((await run('health', postgres)).result, true);
    postgres.secrets.clear();
    assert.equal((await run('health', postgres)).result, false);
  });
});
