import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { chargesOf, newSession, outcomeOnce, press, reasonOf, startWorld } from './support/world.ts';

/** An empty database, its owner, and a role that may do nothing yet. */
async function createRoles() {
  const admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  const suffix = randomBytes(6).toString('hex');
  const [owner, worker] = [`owner_${suffix}`, `worker-${suffix}`];
  const password = randomBytes(12).toString('hex');
  try {
    await admin.query(`create role ${owner} login password '${password}'`);
    await admin.query(`create role "${worker}" login password '${password}'`);
    await admin.query(`create database rights_${suffix} owner ${owner}`);
  } finally {
    await admin.end();
  }
  const urlOf = (role: string) => {
    const url = new URL(inject('postgresUrl'));
    url.username = role;
    url.password = password;
    url.pathname = `/rights_${suffix}`;
    return url.href;
  };
  return { ownerUrl: urlOf(owner), workerUrl: urlOf(worker) };
}

test('the api does all its work as a role that can change no table and no word of the audit trail', async () => {
  const { ownerUrl, workerUrl } = await createRoles();
  await using world = await startWorld({
    DATABASE_URL: workerUrl,
    MIGRATION_DATABASE_URL: ownerUrl,
    KEEP_UNUSED_SESSIONS_DAYS: '0',
  });
  // A start of another node finds everything done already.
  await using _ = await world.startNode();

  const sessionId = await newSession(world.shopper);
  // An answer that is lost is taken up by a job.
  await world.sandbox.control.faults.add({ kind: 'work_then_drop', operation: 'create', count: 1 });
  const lost = await world.shopper.checkout.pay.mutate(press(sessionId));
  if (lost.status !== 'succeeded') await outcomeOnce(world, sessionId, 'declined');
  const { payment } = await world.shopper.checkout.pay.mutate(press(sessionId));
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
  await world.service.payments.refund.mutate({ paymentId: payment?.id ?? '' });
  const { history } = await world.service.sessions.get.query({ sessionId });
  expect(history.length).toBeGreaterThan(5);
  // Its audit rows go by a function that has the owner's rights.
  const unused = await newSession(world.shopper);
  await world.service.sessions.expire.mutate({ sessionId: unused });
  await expect
    .poll(() => reasonOf(world.shopper.checkout.get.query({ sessionId: unused })))
    .toBe('NOT_FOUND');

  const { findings } = await world.service.doctor.check.query();
  expect(findings.map(({ says }) => says)).toContain('The api works under a role with least rights.');

  const working = new pg.Client({ connectionString: workerUrl });
  await working.connect();
  try {
    for (const forbidden of [
      "update audit set actor = 'nobody'",
      'delete from audit',
      'truncate audit',
      'truncate attempts',
      'drop table attempts',
      'alter table attempts add column extra text',
      'alter table audit disable trigger all',
      'create table mine (id int)',
      'create or replace function refuse_audit_change() returns trigger language sql as $$ select null $$',
      'drop function count_attempts',
      'create policy mine on audit using (true)',
      "copy (select 1) to program 'true'",
      'set role pg_read_all_data',
    ]) {
      const code = await working.query(forbidden).then(
        () => 'was allowed',
        (error: unknown) => (error instanceof pg.DatabaseError ? error.code : error),
      );
      expect([forbidden, code]).toEqual([forbidden, '42501']);
    }
  } finally {
    await working.end();
  }
});
