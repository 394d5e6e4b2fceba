import { randomBytes } from 'node:crypto';
import type { Endpoint, UpdateEndpoint } from '@checkout/schemas/endpoint';
import { and, asc, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import { AppError, found } from '../app-error.ts';
import { type Actor, recordDecision } from '../db/audit.ts';
import { inTransaction } from '../db/database.ts';
import { endpoints, eventDeliveries, events } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { problemOf } from '../events/addresses.ts';
import { numberEvents } from '../events/numbering.ts';
import { CONFIGURED_ID } from '../events/send-event.ts';
import { newSecret } from '../events/sign.ts';

const MOST_ENDPOINTS = 50;
const MOST_REPLAYED = 10_000;
const HOUR_MS = 3_600_000;

type Settings = Pick<Deps['settings'], 'privateEndpoints'>;

function assertUrl(url: string, { privateEndpoints }: Settings): void {
  const problem = problemOf(url, privateEndpoints);
  if (problem !== null) throw new AppError('INVALID_INPUT', { url: [problem] });
}

const lastPosition = sql<number>`(select coalesce(max(position), 0) from events)`;

/** `endpoints.create`. @throws AppError `INVALID_INPUT` for an address that must not be called; `CONFLICT` where there are 50 already. */
export async function createEndpoint(
  deps: Deps,
  { url, types }: { readonly url: string; readonly types?: readonly string[] | null | undefined },
  actor: Actor,
) {
  assertUrl(url, deps.settings);
  const endpointId = `ep_${randomBytes(12).toString('base64url')}`;
  const secret = newSecret();
  await numberEvents(deps.db);
  await inTransaction(deps.db, async (tx) => {
    const made = await tx.select({ id: endpoints.id }).from(endpoints);
    if (made.length >= MOST_ENDPOINTS) throw new AppError('CONFLICT');
    await tx.insert(endpoints).values({
      id: endpointId,
      url,
      types: types == null ? null : [...types],
      secrets: [{ secret, endsAt: null }],
      position: lastPosition,
      createdBy: actor,
    });
    await recordDecision(tx, { actor, action: 'endpoint.created', to: endpointId });
  });
  return { endpointId, secret };
}

/** `endpoints.list`. Never their secrets. */
export async function listEndpoints({ db }: Deps): Promise<{ endpoints: Endpoint[] }> {
  const waiting = sql<number>`(
    select count(*)::int from event_deliveries where endpoint_id = ${endpoints.id} and state = 'waiting')`;
  const rows = await db
    .select({ ...getTableColumns(endpoints), waiting })
    .from(endpoints)
    .orderBy(asc(endpoints.createdAt), asc(endpoints.id));
  return {
    endpoints: rows.map((row) => ({
      endpointId: row.id,
      url: row.url,
      types: row.types,
      state: row.state,
      pausedBecause: row.pausedBecause,
      failingSince: row.failingSince?.toISOString() ?? null,
      configured: row.id === CONFIGURED_ID,
      waiting: row.waiting,
      createdBy: row.createdBy,
      createdAt: row.createdAt.toISOString(),
    })),
  };
}

/** The one of `EVENTS_URL` is changed there alone. */
function assertNotConfigured(endpointId: string): void {
  if (endpointId === CONFIGURED_ID) throw new AppError('CONFLICT');
}

/** `endpoints.update`. */
export async function updateEndpoint(
  deps: Deps,
  { endpointId, url, types, state }: UpdateEndpoint,
  actor: Actor,
): Promise<Endpoint> {
  if (url !== undefined || types !== undefined) assertNotConfigured(endpointId);
  if (url !== undefined) assertUrl(url, deps.settings);
  const resumed = { pausedBecause: null, failingSince: null, failures: 0, blockedUntil: null };
  await inTransaction(deps.db, async (tx) => {
    const [updated] = await tx
      .update(endpoints)
      .set({
        id: endpointId,
        ...(url === undefined ? {} : { url }),
        ...(types === undefined ? {} : { types: types === null ? null : [...types] }),
        ...(state === undefined ? {} : { state }),
        ...(state === 'active' ? resumed : {}),
        ...(state === 'paused' ? { pausedBecause: `By ${actor}.` } : {}),
      })
      .where(eq(endpoints.id, endpointId))
      .returning({ id: endpoints.id });
    found(updated ?? null);
    if (state === 'active') await hasten(tx, endpointId);
    await recordDecision(tx, {
      actor,
      action: `endpoint.${state === undefined ? 'updated' : state === 'active' ? 'resumed' : 'paused_by_hand'}`,
      to: endpointId,
    });
    await announce(tx);
  });
  const { endpoints: all } = await listEndpoints(deps);
  return found(all.find((each) => each.endpointId === endpointId) ?? null);
}

type Tx = Parameters<typeof recordDecision>[0];

/** What waits is due at once, and has all its tries again. */
const hasten = (tx: Tx, endpointId: string) =>
  tx
    .update(eventDeliveries)
    .set({ dueAt: sql`now()`, tries: 0, triedAt: null })
    .where(and(eq(eventDeliveries.endpointId, endpointId), eq(eventDeliveries.state, 'waiting')));

const announce = (tx: Tx) => tx.execute(sql`select pg_notify('checkout_session', 'events')`);

/** `endpoints.delete`: with its deliveries. */
export async function deleteEndpoint(deps: Deps, endpointId: string, actor: Actor): Promise<void> {
  assertNotConfigured(endpointId);
  await inTransaction(deps.db, async (tx) => {
    const [deleted] = await tx
      .delete(endpoints)
      .where(eq(endpoints.id, endpointId))
      .returning({ id: endpoints.id });
    found(deleted ?? null);
    await recordDecision(tx, { actor, action: 'endpoint.deleted', from: endpointId });
  });
}

/** `endpoints.rotateSecret`: the earlier secret signs too, until it ends. */
export async function rotateSecret(
  deps: Deps,
  { endpointId, overlapHours }: { readonly endpointId: string; readonly overlapHours: number },
  actor: Actor,
) {
  assertNotConfigured(endpointId);
  const secret = newSecret();
  await inTransaction(deps.db, async (tx) => {
    const [endpoint] = await tx
      .select()
      .from(endpoints)
      .where(eq(endpoints.id, endpointId))
      .for('no key update');
    const { secrets } = found(endpoint ?? null);
    const now = deps.now();
    const end = new Date(now.getTime() + overlapHours * HOUR_MS);
    const earlier = secrets
      .map((each) => ({
        ...each,
        endsAt: each.endsAt !== null && new Date(each.endsAt) < end ? each.endsAt : end.toISOString(),
      }))
      .filter(({ endsAt }) => new Date(endsAt) > now)
      .slice(0, 3);
    await tx
      .update(endpoints)
      .set({ secrets: [{ secret, endsAt: null }, ...earlier] })
      .where(eq(endpoints.id, endpointId));
    await recordDecision(tx, {
      actor,
      action: 'endpoint.secret_rotated',
      to: endpointId,
    });
  });
  return { endpointId, secret };
}

/** `endpoints.deliveries`: newest first. */
export async function listDeliveries(
  { db }: Deps,
  of: {
    endpointId: string;
    state?: 'waiting' | 'delivered' | undefined;
    limit: number;
    cursor?: string | null | undefined;
  },
) {
  const { endpointId, state, limit, cursor } = of;
  const rows = await db
    .select({ delivery: eventDeliveries, type: events.type, sessionId: events.sessionId })
    .from(eventDeliveries)
    .innerJoin(events, eq(events.id, eventDeliveries.eventId))
    .where(
      and(
        eq(eventDeliveries.endpointId, endpointId),
        state === undefined ? undefined : eq(eventDeliveries.state, state),
        cursor == null ? undefined : lt(eventDeliveries.position, Number(cursor)),
      ),
    )
    .orderBy(desc(eventDeliveries.position))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return {
    deliveries: page.map(({ delivery, type, sessionId }) => ({
      eventId: `evt_${delivery.eventId.replaceAll('-', '')}`,
      type,
      sessionId,
      state: delivery.state,
      tries: delivery.tries,
      dueAt: delivery.state === 'waiting' ? delivery.dueAt.toISOString() : null,
      attempts: delivery.attempts,
    })),
    nextCursor: rows.length > limit ? String(page.at(-1)?.delivery.position) : null,
  };
}

type Replay = {
  readonly endpointId: string;
  readonly eventId?: string | undefined;
  readonly after?: string | undefined;
  readonly upTo?: string | undefined;
};

/** `endpoints.replay`: sends events again, or for the first time, in their order; at most 10,000 in one call. */
export async function replay(deps: Deps, { endpointId, eventId, after, upTo }: Replay, actor: Actor) {
  await numberEvents(deps.db);
  return inTransaction(deps.db, async (tx) => {
    const [endpoint] = await tx
      .select({ id: endpoints.id })
      .from(endpoints)
      .where(eq(endpoints.id, endpointId));
    found(endpoint ?? null);
    const wanted =
      eventId === undefined
        ? sql`position > ${after ?? '0'}::bigint and position <= ${upTo ?? String(Number.MAX_SAFE_INTEGER)}::bigint`
        : sql`id = ${eventId.slice('evt_'.length)}::uuid`;
    const { rowCount } = await tx.execute(sql`
      insert into event_deliveries (endpoint_id, event_id, position, lane)
      select ${endpointId}, id, position, coalesce(session_id, id::text) from events
      where position is not null and ${wanted} order by position limit ${MOST_REPLAYED}::int
      on conflict (endpoint_id, event_id) do update set state = 'waiting', due_at = now(), tries = 0, tried_at = null`);
    if (eventId !== undefined && rowCount === 0) throw new AppError('NOT_FOUND');
    await recordDecision(tx, { actor, action: 'endpoint.replayed', to: endpointId });
    await announce(tx);
    return { events: rowCount ?? 0 };
  });
}

/** Brings the endpoint of `EVENTS_URL` to what the environment says; without it there is none. */
export async function configureEndpoint(
  { db }: Pick<Deps, 'db'>,
  configured: { readonly url: string; readonly secrets: readonly string[] } | null,
): Promise<void> {
  if (configured === null) {
    await db.delete(endpoints).where(eq(endpoints.id, CONFIGURED_ID));
    return;
  }
  await numberEvents(db);
  const secrets = configured.secrets.map((secret) => ({ secret, endsAt: null }));
  const { url } = configured;
  await db
    .insert(endpoints)
    .values({ id: CONFIGURED_ID, url, secrets, position: lastPosition, createdBy: 'EVENTS_URL' })
    .onConflictDoUpdate({ target: endpoints.id, set: { url, secrets } });
}
