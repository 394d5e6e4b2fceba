import pg from 'pg';
import { expect, test } from 'vitest';
import { createDatabase } from './support/world.ts';

test('the identity of a database can be had on a server that refuses the functions it is made of', async () => {
  const databaseUrl = await createDatabase();
  const admin = new pg.Client({ connectionString: databaseUrl });
  await admin.connect();
  const name = `limited_${Date.now()}`;
  try {
    const identity = async () =>
      (await admin.query<{ identity: string }>('select database_identity() as identity')).rows[0]?.identity;
    expect(await identity()).toMatch(/^\d+\/\d+\/[0-9A-F]{8}$/);
    await admin.query(`create role ${name}; grant usage on schema public to ${name}`);
    await admin.query('revoke execute on function pg_control_system(), pg_current_wal_lsn() from public');
    await admin.query(`set role ${name}`);
    expect(await identity()).toMatch(/^unknown\/\d+\/unknown$/);
  } finally {
    await admin.query('reset role');
    await admin.query('grant execute on function pg_control_system(), pg_current_wal_lsn() to public');
    await admin.end();
  }
});
