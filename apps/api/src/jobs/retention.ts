import { sql } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { deleteEnded } from '../operators/sessions.ts';
import { keepAssets } from '../pages/keep-assets.ts';
import { WEB_FOLDER } from '../paths.ts';

/** Rows that one run changes or deletes, so that no transaction is long. */
const HASHES_A_RUN = 5_000;
const ORIGINS_A_RUN = 5_000;
const DELIVERIES_A_RUN = 1_000;
const SESSIONS_A_RUN = 500;

/** The keyed hashes of an attempt's card and input serve idempotency and limits for a day; kept longer, they would only be a risk. */
export async function forgetFingerprints({ db }: Deps): Promise<boolean> {
  await db.execute(sql`
    update attempts set fingerprint = null, card_fingerprint = null where id in (
      select id from attempts
      where fingerprint is not null and created_at < now() - interval '25 hours'
      order by created_at
      limit ${HASHES_A_RUN}::int)`);
  return false;
}

/** The velocity limits count 24 hours; after that, where an attempt came from is not kept. */
export async function deleteOldOrigins({ db }: Deps): Promise<boolean> {
  await db.execute(sql`
    delete from attempt_origins where attempt_id in (
      select attempt_id from attempt_origins where at < now() - interval '25 hours' limit ${ORIGINS_A_RUN}::int)`);
  return false;
}

/** What was sent to an endpoint a month ago, and what it answered. The events themselves stay. */
export async function deleteOldEventDeliveries({ db }: Deps): Promise<boolean> {
  await db.execute(sql`
    delete from event_deliveries where (endpoint_id, event_id) in (
      select endpoint_id, event_id from event_deliveries
      where state = 'delivered' and created_at < now() - interval '30 days'
      order by created_at
      limit ${DELIVERIES_A_RUN}::int)`);
  return false;
}

/** The files of builds that no node has had for a month: no page is open for that long. */
export async function deleteOldAssets({ db, pages }: Deps): Promise<boolean> {
  await keepAssets(db, WEB_FOLDER);
  await pages.keepAssets();
  await db.execute(sql`delete from assets where seen_at < now() - interval '30 days'`);
  return false;
}

/**
 * Deletes deliveries that were processed a month ago. Svix gives a delivery up after days; one that came after a month would
 * be processed anew, which changes nothing. Dead deliveries stay until they are replayed.
 */
export async function deleteOldDeliveries({ db }: Deps): Promise<boolean> {
  await db.execute(sql`
    delete from webhook_deliveries where svix_id in (
      select svix_id from webhook_deliveries
      where state = 'processed' and created_at < now() - interval '30 days'
      order by created_at
      limit ${DELIVERIES_A_RUN}::int)`);
  return false;
}

/**
 * Deletes sessions that were never attempted, with their audit rows, `keepUnusedSessionsDays` after they expired. By a function of
 * the database, which alone may delete from the audit trail, and only this (migration 0010).
 */
export async function deleteUnusedSessions({ db, settings }: Deps): Promise<boolean> {
  const { keepUnusedSessionsDays: days } = settings;
  const { rows } = await db.execute<{ count: number }>(
    sql`select delete_unused_sessions(${days}::int, ${SESSIONS_A_RUN}::int) as count`,
  );
  return rows[0]?.count === SESSIONS_A_RUN;
}

/** Sessions and sign-ins of the console that are over. */
export async function deleteEndedSessions({ db }: Deps): Promise<boolean> {
  await deleteEnded(db);
  return false;
}
