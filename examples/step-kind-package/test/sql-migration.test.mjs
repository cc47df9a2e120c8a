import assert from 'node:assert/strict';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {fakeStepContext} from '@kflow/runners/testing';
import {sqlMigration} from '../dist/sql-migration.js';

/** A block as kflow hands it over: the defaults of the schema are filled in. */
function block(more = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'migrations-'));
  writeFileSync(join(directory, '2-rows.sql'), 'insert into items values (1);');
  writeFileSync(join(directory, '1-table.sql'), 'create table items (id int);');
  const defaults = {host: 'postgres', user: 'postgres', image: 'postgres:17', deadline: 600};
  return {directory, database: 'shop', password: 's3cret', ...defaults, ...more};
}

const context = (options = {}) => fakeStepContext({step: 'migrate', namespace: 'shop', block: block(), ...options});

test('applies the files, the password and a Job that runs them in order', async () => {
  const ctx = context();
  await sqlMigration.apply(ctx);
  const [config, secret, job] = ctx.applied;
  assert.deepEqual(Object.keys(config.data), ['1-table.sql', '2-rows.sql']);
  assert.deepEqual(secret.stringData, {password: 's3cret'});
  const [{command}] = job.spec.template.spec.containers;
  assert.equal(
    command.at(-1),
    'psql --set ON_ERROR_STOP=1 --file /migrations/1-table.sql\npsql --set ON_ERROR_STOP=1 --file /migrations/2-rows.sql',
  );
  assert.equal(job.spec.activeDeadlineSeconds, 600);
});

test('the same files are the same Job, others are another', async () => {
  const same = block();
  const names = [];
  for (const given of [same, same]) {
    const ctx = context({block: given});
    await sqlMigration.apply(ctx);
    names.push(ctx.applied.at(-1).metadata.name);
  }
  writeFileSync(join(same.directory, '3-more.sql'), 'select 1;');
  const ctx = context({block: same});
  await sqlMigration.apply(ctx);
  names.push(ctx.applied.at(-1).metadata.name);
  assert.equal(names[0], names[1]);
  assert.notEqual(names[1], names[2]);
});

test('a Secret that is there already is used as it is', async () => {
  const ctx = context({block: block({password: undefined, passwordSecret: 'db'})});
  await sqlMigration.apply(ctx);
  assert.deepEqual(
    ctx.applied.map(({kind}) => kind),
    ['ConfigMap', 'Job'],
  );
});

test('destroy deletes what apply made', async () => {
  const ctx = context({operation: 'destroy'});
  await sqlMigration.destroy(ctx);
  assert.deepEqual(ctx.deleted.map(({kind}) => kind).sort(), ['ConfigMap', 'Job', 'Secret']);
});

test('a dry run changes nothing', async () => {
  const ctx = context({dryRun: true});
  await sqlMigration.apply(ctx);
  await sqlMigration.destroy(ctx);
  assert.ok(ctx.calls.length > 0);
  assert.ok(ctx.calls.every(({skipped}) => skipped));
});
