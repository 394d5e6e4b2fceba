import type { SearchSessions, SessionRow, SessionRows } from '@checkout/schemas/console-search';
import { type SQL, sql } from 'drizzle-orm';
import { UNRESOLVED_STATES } from '../../attempts/states.ts';
import { listOf } from '../../attempts/store.ts';
import { maskEmail } from '../../checkout/masked-email.ts';
import type { Queryable } from '../../db/database.ts';
import { referenceOf, sessionIdOf } from '../../db/session-reference.ts';
import { isUnacknowledged } from '../../db/sessions.ts';
import type { Deps } from '../../deps.ts';
import { decodePlace, encodePlace, type Order, ordering, type Place } from './keyset.ts';
import { type Meaning, understand } from './understand.ts';
import { alongWays, EXAMINED, type Way } from './ways.ts';

const NEWEST: Order = { byAmount: false, direction: 'desc' };
const SESSIONS = sql`sessions`;

/** `console.search.sessions`: also those without a payment. As `searchPayments`, newest first. */
export async function searchSessions(deps: Deps, input: SearchSessions): Promise<SessionRows> {
  const { query = '', limit } = input;
  // Amounts, cards and declines are a payment's.
  const meanings = understand(query).filter(({ kind }) => SEARCHED.has(kind));
  const ways =
    query === '' ? [filterWay(input)] : await Promise.all(meanings.map((meaning) => wayTo(deps.db, meaning)));
  const conditions = query === '' ? [] : conditionsOf(input);
  const after = await placeById(deps.db, decodePlace(input.cursor, NEWEST));
  const examined = conditions.length === 0 ? limit + 1 : EXAMINED;
  const steps = alongWays(ways, { order: NEWEST, after, examined }, { isCut: true });
  const { rows, edge } = await readPage(deps, { steps, conditions, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last !== undefined ? { cents: null, at: last.at, id: last.id } : edge;
  return {
    sessions: page.map(viewOf),
    understood: meanings.map(({ kind }) => kind),
    nextCursor: next === null ? null : encodePlace({ ...next, id: referenceOf(next.id) }),
    searchedTo: edge?.at ?? null,
  };
}

const SEARCHED: ReadonlySet<Meaning['kind']> = new Set(['email', 'payment', 'session', 'metadata', 'day']);

async function wayTo(db: Queryable, meaning: Meaning): Promise<Way> {
  switch (meaning.kind) {
    case 'email':
      // Made for the address, or attempted with it.
      return {
        from: sql`(
          select created_at, id from (
            select created_at, id from sessions where lower(customer_email) = ${meaning.value}
            order by created_at desc, id desc limit ${EXAMINED}::int) as made
          union
          select sessions.created_at, sessions.id from (
            select distinct session_id from attempts where lower(customer_email) = ${meaning.value} limit ${EXAMINED}::int
          ) as attempted join sessions on sessions.id = attempted.session_id
        ) as theirs`,
        where: sql`true`,
      };
    case 'payment':
      return {
        from: SESSIONS,
        where: sql`id in (
          select session_id from attempts where payment_id = ${meaning.value}
          union select session_id from payments where payments.id = ${meaning.value})`,
      };
    case 'session':
      return { from: SESSIONS, where: sql`id = ${(await sessionIdOf(db, meaning.value)) ?? ''}` };
    case 'day':
      return {
        from: SESSIONS,
        where: sql`created_at >= ${meaning.from.toISOString()}::timestamptz and created_at < ${meaning.to.toISOString()}::timestamptz`,
      };
    default:
      return {
        from: sql`metadata_values`,
        where: sql`metadata_values.of = 'session' and value = left(${'value' in meaning ? meaning.value : ''}::text, 200)`,
      };
  }
}

function filterWay(input: SearchSessions): Way {
  const where = and(conditionsOf({ ...input, attention: undefined }));
  switch (input.attention) {
    case 'unresolved':
      return {
        from: sql`(select sessions.* from attempts join sessions on sessions.id = attempts.session_id
          where attempts.state in ${listOf(UNRESOLVED_STATES)}) as sessions`,
        where,
      };
    case 'unacknowledged':
      return {
        from: SESSIONS,
        where: sql`${isUnacknowledged} and unacknowledged_at is not null and ${where}`,
      };
    default:
      return { from: SESSIONS, where };
  }
}

const time = (value: string) => sql`${new Date(value).toISOString()}::timestamptz`;
const and = (conditions: readonly SQL[]) => sql.join([sql`true`, ...conditions], sql` and `);

function conditionsOf({ status, attention, createdFrom, createdTo }: SearchSessions): SQL[] {
  return [
    ...(status === undefined ? [] : [sql`sessions.status = ${status}`]),
    ...(createdFrom === undefined ? [] : [sql`sessions.created_at >= ${time(createdFrom)}`]),
    ...(createdTo === undefined ? [] : [sql`sessions.created_at < ${time(createdTo)}`]),
    ...(attention === 'unresolved'
      ? [
          sql`exists (select from attempts where session_id = sessions.id and state in ${listOf(UNRESOLVED_STATES)})`,
        ]
      : []),
    ...(attention === 'unacknowledged'
      ? [sql`unacknowledged_at is not null and acknowledged_at is null`]
      : []),
  ];
}

/** Of a session that is gone, the others of its millisecond are passed over. */
async function placeById(db: Queryable, place: Place | null): Promise<Place | null> {
  return place === null ? null : { ...place, id: (await sessionIdOf(db, place.id)) ?? '' };
}

type Row = Omit<SessionRow, 'reference' | 'createdAt'> & { readonly id: string; readonly at: string };

const ISO = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`);
const iso = (column: string) => sql`to_char(${sql.raw(column)} at time zone 'UTC', ${ISO})`;

async function readPage(
  { db }: Deps,
  of: { steps: SQL; conditions: readonly SQL[]; limit: number },
): Promise<{ rows: Row[]; edge: Place | null }> {
  const { rows } = await db.execute<{ rows: Row[] | null; edge: Place | null }>(sql`
    with ${of.steps},
    page as (
      select sessions.* from found join sessions on sessions.id = found.id
      where ${and(of.conditions)} order by ${ordering(NEWEST)} limit ${of.limit}::int
    )
    select
      (select row_to_json(place) from (select null::int as cents, ${iso('created_at')} as at, id from edge) as place) as edge,
      (select json_agg(shown) from (
        select id, ${iso('created_at')} as at, ${iso('expires_at')} as "expiresAt", status, currency, subtotal,
          customer_email as "customerEmail", created_by as "createdBy", payment_id as "paymentId",
          ${iso('completed_at')} as "completedAt", acknowledged_reference as "acknowledgedReference",
          (select count(*)::int from attempts where session_id = page.id) as attempts
        from page order by ${ordering(NEWEST)}
      ) as shown) as rows`);
  return { rows: rows[0]?.rows ?? [], edge: rows[0]?.edge ?? null };
}

function viewOf({ id, at, ...row }: Row): SessionRow {
  return {
    ...row,
    reference: referenceOf(id),
    createdAt: at,
    customerEmail: row.customerEmail === null ? null : maskEmail(row.customerEmail),
  };
}
