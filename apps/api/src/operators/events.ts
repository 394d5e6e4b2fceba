import type { ConsoleEvent, ListConsoleEvents } from '@checkout/schemas/console-events';
import { mayDo } from '@checkout/schemas/console-operator';
import type { Trying } from '@checkout/schemas/endpoint';
import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../db/database.ts';
import { referenceOf, sessionIdOf } from '../db/session-reference.ts';
import { numberEvents } from '../events/numbering.ts';
import type { Acting, ConsoleDeps } from './signed-in.ts';

/**
 * The list is in the order of positions, which events get after their commit. A transaction is shorter than this by far, so one that was
 * written so much later also has a later position: a time becomes a position, and the list need not walk there.
 */
const APART = sql.raw(`interval '10 minutes'`);

type Row = {
  readonly id: string;
  readonly type: string;
  readonly createdAt: Date;
  readonly sessionId: string | null;
  readonly sequence: number | null;
  readonly paymentId: string | null;
  readonly position: string;
};

/** `console.events.list` */
export async function listConsoleEvents(
  { db }: ConsoleDeps,
  { operator }: Acting,
  { type, paymentId, session, createdFrom, createdTo, limit, cursor }: ListConsoleEvents,
): Promise<{ events: ConsoleEvent[]; nextCursor: string | null }> {
  await numberEvents(db);
  const conditions: SQL[] = [sql`position is not null`];
  if (cursor != null) conditions.push(sql`position < ${cursor}::bigint`);
  if (type !== undefined) conditions.push(sql`type = ${type}`);
  if (paymentId !== undefined) conditions.push(sql`payment_id = ${paymentId}`);
  // A reference without a session names no event.
  if (session !== undefined)
    conditions.push(sql`session_id = ${(await sessionIdOf(db, session)) ?? session}`);
  if (createdFrom !== undefined) conditions.push(since(createdFrom));
  if (createdTo !== undefined) conditions.push(before(createdTo));
  const { rows } = await db.execute<Row>(sql`
    select id, type, created_at as "createdAt", session_id as "sessionId", sequence, payment_id as "paymentId", position
    from events where ${sql.join(conditions, sql` and `)}
    order by position desc limit ${limit + 1}::int`);
  const page = rows.slice(0, limit);
  const deliveries = await deliveriesOf(
    db,
    page.map(({ id }) => id),
  );
  const seesCustomer = mayDo(operator.role, 'viewCustomer');
  return {
    events: page.map(({ id, type: of, createdAt, sessionId, sequence, paymentId: payment }) => ({
      eventId: `evt_${id.replaceAll('-', '')}`,
      type: of,
      createdAt: new Date(createdAt).toISOString(),
      reference: sessionId === null ? null : referenceOf(sessionId),
      sequence,
      paymentId: payment,
      deliveries: deliveries
        .filter(({ eventId }) => eventId === id)
        .map(({ eventId: _, last, dueAt, ...delivery }) => ({
          ...delivery,
          dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
          last: last === null ? null : { ...last, answer: seesCustomer ? last.answer : '•••' },
        })),
    })),
    nextCursor: rows.length > limit ? String(page.at(-1)?.position) : null,
  };
}

const since = (time: string) => sql`created_at >= ${time}::timestamptz and position > coalesce((
  select position from events where created_at < ${time}::timestamptz - ${APART} and position is not null
  order by created_at desc limit 1), 0)`;

const before = (time: string) => sql`created_at < ${time}::timestamptz and position < coalesce((
  select position from events where created_at >= ${time}::timestamptz + ${APART} and position is not null
  order by created_at limit 1), ${Number.MAX_SAFE_INTEGER}::bigint)`;

type DeliveryRow = Omit<ConsoleEvent['deliveries'][number], 'dueAt' | 'last'> & {
  readonly eventId: string;
  readonly dueAt: Date | null;
  readonly last: Trying | null;
};

/** By the primary key of deliveries, whose first part is the endpoint: there are few of those. */
async function deliveriesOf(db: Queryable, ids: string[]): Promise<DeliveryRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.execute<DeliveryRow>(sql`
    select delivery.event_id as "eventId", endpoints.id as "endpointId", endpoints.url, delivery.state, delivery.tries,
      case when delivery.state = 'waiting' then delivery.due_at end as "dueAt", delivery.attempts -> -1 as last
    from endpoints cross join unnest(${sql.param(ids)}::uuid[]) as wanted (id)
      join event_deliveries as delivery on delivery.endpoint_id = endpoints.id and delivery.event_id = wanted.id
    order by endpoints.url, endpoints.id`);
  return rows;
}
