import { asc, desc, eq, inArray, or, sql } from 'drizzle-orm';
import { found } from '../../app-error.ts';
import type { Database } from '../../db/database.ts';
import { findPayment } from '../../db/payments.ts';
import {
  attempts,
  audit,
  deliveries,
  type eventDeliveries,
  events,
  operators,
  refundRequests,
  refunds,
} from '../../db/schema.ts';
import { sessionIdOf } from '../../db/session-reference.ts';
import { findSession } from '../../db/sessions.ts';

/** Of each kind of row; the newest, where there are more. */
const MOST_ROWS = 500;

type Named = { readonly paymentId?: string | undefined; readonly reference?: string | undefined };
export type DetailRows = Awaited<ReturnType<typeof readRows>>;

/**
 * Everything that is known of a payment and its session, or of a session and the payment that paid it, or that its newest attempt made.
 * @throws AppError `NOT_FOUND`
 */
export async function readRows(db: Database, { paymentId, reference }: Named) {
  const named = reference === undefined ? null : found(await sessionIdOf(db, reference));
  const [attempt] =
    paymentId === undefined
      ? []
      : await db.select().from(attempts).where(eq(attempts.paymentId, paymentId)).limit(1);
  const known = paymentId === undefined ? null : await findPayment(db, paymentId);
  if (paymentId !== undefined && known === null) found(attempt ?? null);
  const sessionId = named ?? known?.sessionId ?? attempt?.sessionId ?? null;
  const session = sessionId === null ? null : await findSession(db, sessionId);
  if (named !== null) found(session);
  const all =
    sessionId === null
      ? attempt === undefined
        ? []
        : [attempt]
      : await db
          .select()
          .from(attempts)
          .where(eq(attempts.sessionId, sessionId))
          .orderBy(asc(attempts.createdAt))
          .limit(MOST_ROWS);
  const current =
    attempt ??
    all.find((each) => each.paymentId !== null && each.paymentId === session?.paymentId) ??
    all.at(-1) ??
    null;
  const shownId = paymentId ?? session?.paymentId ?? current?.paymentId ?? null;
  const payment = known ?? (shownId === null ? null : await findPayment(db, shownId));
  return {
    session,
    payment,
    attempts: all,
    current,
    ...(await readBeside(db, { sessionId, paymentId: shownId, attemptIds: all.map(({ id }) => id) })),
  };
}

type Ids = {
  readonly sessionId: string | null;
  readonly paymentId: string | null;
  readonly attemptIds: string[];
};

async function readBeside(db: Database, ids: Ids) {
  const { sessionId, paymentId } = ids;
  const ofPayment = paymentId ?? '';
  const [refund] = await db.select().from(refunds).where(eq(refunds.paymentId, ofPayment));
  const requests = await db
    .select()
    .from(refundRequests)
    .where(eq(refundRequests.paymentId, ofPayment))
    .orderBy(asc(refundRequests.createdAt))
    .limit(MOST_ROWS);
  const history = await db
    .select()
    .from(audit)
    .where(
      or(
        sessionId === null ? undefined : eq(audit.sessionId, sessionId),
        paymentId === null ? undefined : eq(audit.paymentId, paymentId),
        ids.attemptIds.length === 0 ? undefined : inArray(audit.attemptId, ids.attemptIds),
      ) ?? sql`false`,
    )
    .orderBy(desc(audit.id))
    .limit(MOST_ROWS);
  const webhooks =
    paymentId === null
      ? []
      : await db
          .select()
          .from(deliveries)
          // As in the index `webhook_deliveries_payments`.
          .where(sql`${deliveries.events} @> ${JSON.stringify([{ paymentId }])}::jsonb`)
          .limit(MOST_ROWS);
  const written = await db
    .select()
    .from(events)
    .where(
      or(
        sessionId === null ? undefined : eq(events.sessionId, sessionId),
        paymentId === null ? undefined : eq(events.paymentId, paymentId),
      ) ?? sql`false`,
    )
    .orderBy(desc(events.ordinal))
    .limit(MOST_ROWS);
  const sent = await readDeliveries(
    db,
    written.map(({ id }) => id),
  );
  return {
    refund: refund ?? null,
    requests,
    history: history.reverse(),
    webhooks,
    events: written.reverse(),
    deliveries: sent,
    names: await readNames(db, [
      ...history.map(({ actor }) => actor),
      ...requests.flatMap((each) => [each.requestedBy, each.decidedBy ?? '']),
      refund?.requestedBy ?? '',
    ]),
  };
}

export type DeliveryRow = Pick<
  typeof eventDeliveries.$inferSelect,
  'endpointId' | 'eventId' | 'state' | 'attempts'
>;

/** By endpoint and event, as their key has them: endpoints are few. */
async function readDeliveries(db: Database, eventIds: readonly string[]): Promise<DeliveryRow[]> {
  if (eventIds.length === 0) return [];
  const { rows } = await db.execute<DeliveryRow>(sql`
    select sent.* from endpoints
    cross join unnest(${sql.param([...eventIds])}::uuid[]) as wanted (id)
    cross join lateral (
      select endpoint_id as "endpointId", event_id as "eventId", state, attempts from event_deliveries
      where endpoint_id = endpoints.id and event_id = wanted.id
    ) as sent
    limit ${MOST_ROWS}::int`);
  return rows;
}

/** The names of those of these actors that are people at the console; an actor or an operator's id. */
async function readNames(db: Database, actors: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(actors.map((actor) => actor.replace(/^operator:/, '')))].filter((id) =>
    id.startsWith('op_'),
  );
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: operators.id, name: operators.name })
    .from(operators)
    .where(inArray(operators.id, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
