import { type SQL, sql } from 'drizzle-orm';
import { isUnresolvedRefund } from '../attempts/refund-store.ts';
import { OPEN_STATES } from '../attempts/states.ts';
import { listOf } from '../attempts/store.ts';
import type { Actor } from '../db/audit.ts';
import { type Database, inTransaction, type Queryable } from '../db/database.ts';

export type Erasure =
  | {
      readonly kind: 'erased';
      readonly sessions: number;
      readonly attempts: number;
      readonly payments: number;
      /** Idempotency keys of services that contain the address. They stay: without its key, a repeated call would charge again. */
      readonly keysWithAddress: number;
    }
  /** A payment or a refund of the person is under way: nothing was erased. */
  | { readonly kind: 'running'; readonly attempts: number; readonly refunds: number };

/**
 * Erases the personal data of the person with this e-mail address, in any case of letters: docs/retention.md lists
 * what goes and what stays for the books. Who erased and why is in the audit trail, without the address; so `reason` must hold
 * no personal data. A second call finds nothing. A trigger keeps later reads of the payments from bringing anything back.
 */
export async function erasePerson(
  db: Database,
  { email, reason, actor }: { readonly email: string; readonly reason: string; readonly actor: Actor },
): Promise<Erasure> {
  const address = email.trim().toLowerCase();
  return inTransaction(db, async (tx) => {
    const person = await findPerson(tx, address);
    const running = await countRunning(tx, person);
    if (running.attempts + running.refunds > 0) return { kind: 'running', ...running };
    await eraseRows(tx, person);
    await noteErasure(tx, person, { reason, actor });
    const { sessions, attempts, payments } = person;
    return {
      kind: 'erased',
      sessions: sessions.length,
      attempts: attempts.length,
      payments: payments.length,
      keysWithAddress: await countKeys(tx, address, person),
    };
  });
}

/** Ids of rows. */
type Person = {
  /** Those made for the address, or for none and attempted with it. */
  readonly sessions: string[];
  readonly attempts: string[];
  readonly payments: string[];
};

async function findPerson(tx: Queryable, address: string): Promise<Person> {
  const isTheirs = sql`lower(customer_email) = ${address}`;
  const ids = async (query: SQL) => (await tx.execute<{ id: string }>(query)).rows.map(({ id }) => id);
  // Locked before the attempts are looked for, so that none begins meanwhile; in the order of ids, so that two calls do not deadlock.
  const sessions = await ids(sql`
    select id from sessions
    where ${isTheirs} or (customer_email is null and id in (select session_id from attempts where ${isTheirs}))
    order by id for no key update`);
  const attempts = await ids(sql`select id from attempts where ${isTheirs} order by id for no key update`);
  const payments = await ids(sql`
    select id from payments
    where ${isTheirs} or id in (select payment_id from attempts where id = any(${sql.param(attempts)}::uuid[]))
    order by id for no key update`);
  return { sessions, attempts, payments };
}

async function countRunning(tx: Queryable, { attempts, payments }: Person) {
  const { rows } = await tx.execute<{ attempts: number; refunds: number }>(sql`
    select
      (select count(*)::int from attempts
        where id = any(${sql.param(attempts)}::uuid[]) and state in ${listOf(OPEN_STATES)}) as attempts,
      (select count(*)::int from refunds where payment_id = any(${sql.param(payments)}) and ${isUnresolvedRefund}) as refunds`);
  return rows[0] ?? { attempts: 0, refunds: 0 };
}

async function eraseRows(tx: Queryable, { sessions, attempts, payments }: Person): Promise<void> {
  // Of the URLs the query goes: a shop may have put anything there.
  await tx.execute(sql`
    update sessions set
      customer_email = null, metadatas = '{}', version = version + 1,
      success_url = regexp_replace(success_url, '[?#].*$', ''), cancel_url = regexp_replace(cancel_url, '[?#].*$', ''),
      input_fingerprint = case when input_fingerprint is not null then '' end
    where id = any(${sql.param(sessions)})`);
  await tx.execute(sql`
    update attempts set
      customer_email = '', fingerprint = null, card_last4 = null, card_fingerprint = null, redirect_url = null,
      business_name = null, tax_id = null,
      saves_card = false, erased_at = now()
    where id = any(${sql.param(attempts)}::uuid[])`);
  // What goes is the trigger's to say, which holds for every later write as well.
  await tx.execute(sql`update payments set erased_at = now() where id = any(${sql.param(payments)})`);
  await tx.execute(sql`update refunds set reason = null where payment_id = any(${sql.param(payments)})`);
  await tx.execute(
    sql`update refund_requests set reason = '', decision_reason = null where payment_id = any(${sql.param(payments)})`,
  );
  // Of events what they were told, and what was answered to them.
  await tx.execute(sql`
    with erased as (
      update events set data = data
        || jsonb_build_object('session', case when data ->> 'session' is null then data -> 'session'
          else (data -> 'session') || '{"customerEmail": null, "metadatas": {}}' end)
        || jsonb_build_object('payment', case when data ->> 'payment' is null then data -> 'payment'
          else (data -> 'payment') || '{"customerEmail": null, "cardLast4": null}' end)
        || jsonb_build_object('refund', case when data ->> 'refund' is null then data -> 'refund'
          else (data -> 'refund') || '{"reason": null}' end)
      where session_id = any(${sql.param(sessions)}) or payment_id = any(${sql.param(payments)})
      returning id
    )
    update event_deliveries set attempts = '[]' from erased where event_id = erased.id`);
  await tx.execute(sql`delete from attempt_origins where attempt_id = any(${sql.param(attempts)}::uuid[])`);
}

/** One row for each session, attempt and payment, so that each history tells of it. */
async function noteErasure(
  tx: Queryable,
  { sessions, attempts, payments }: Person,
  { reason, actor }: { reason: string; actor: Actor },
): Promise<void> {
  await tx.execute(sql`
    insert into audit (actor, action, session_id, attempt_id, payment_id, reason)
    select ${actor}, 'person.erased', session_id, attempt_id, payment_id, ${reason}
    from (
      select id as session_id, null::uuid as attempt_id, null as payment_id from sessions where id = any(${sql.param(sessions)})
      union all
      select session_id, id, payment_id from attempts where id = any(${sql.param(attempts)}::uuid[])
      union all
      select session_id, null, id from payments
      where id = any(${sql.param(payments)}) and (attempt_id is null or attempt_id <> all(${sql.param(attempts)}::uuid[]))
    ) as erased`);
}

async function countKeys(tx: Queryable, address: string, { sessions, attempts }: Person): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(sql`
    select
      (select count(*) from sessions
        where id = any(${sql.param(sessions)}) and strpos(lower(idempotency_key), ${address}) > 0)::int
      + (select count(*) from attempts
        where id = any(${sql.param(attempts)}::uuid[]) and strpos(lower(key), ${address}) > 0)::int as count`);
  return rows[0]?.count ?? 0;
}
