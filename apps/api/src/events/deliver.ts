import { eq, sql } from 'drizzle-orm';
import pLimit from 'p-limit';
import { inTransaction } from '../db/database.ts';
import { endpoints, events } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { eventView } from './event-view.ts';
import {
  block,
  type Claimed,
  claim,
  failed,
  fanOut,
  giveBack,
  type Result,
  record,
  succeeded,
} from './queue.ts';
import { FAILURES_UNTIL_PROBING, LONGEST_MS, pauseAfter, probePauseAfter } from './retries.ts';
import { isTaken } from './send.ts';
import { sendEvent } from './send-event.ts';

/** At once to one endpoint from one node. */
const AT_ONCE = 16;
/** A request that begins later would not end within the claim: its event is given back. */
const BEGUN_WITHIN_MS = 10_000;
/** Longer than a request that begins as late as that takes. After that any node may send the event. */
const CLAIM_MS = 30_000;

/**
 * Sends an endpoint what is due, until nothing is. In order within a session, in parallel across; at least once: what a killed node had
 * claimed is sent again.
 */
export async function drain(
  deps: Pick<
    Deps,
    'db' | 'eventSender' | 'configuredSecrets' | 'log' | 'now' | 'stopping' | 'measures' | 'tracing'
  >,
  endpointId: string,
): Promise<void> {
  const { db, stopping } = deps;
  while (!stopping.aborted) {
    await fanOut(db, endpointId);
    const asked = performance.now();
    const claimed = await claim(db, {
      endpointId,
      forMs: CLAIM_MS,
      probing: FAILURES_UNTIL_PROBING,
      longestMs: LONGEST_MS,
    });
    if (claimed.length === 0) return;
    const isTooLate = () => stopping.aborted || performance.now() - asked > BEGUN_WITHIN_MS;
    const sent = await pLimit(AT_ONCE).map(claimed, (each) =>
      isTooLate() ? null : sendOne(deps, endpointId, each),
    );
    const unsent = claimed.filter((_, index) => sent[index] === null);
    if (unsent.length > 0) await giveBack(db, endpointId, unsent);
    const results = sent.filter((result) => result !== null);
    if (results.length === 0) continue;
    await record(db, endpointId, results);
    await judge(deps, endpointId, { claimed, results });
  }
}

async function sendOne(
  deps: Pick<Deps, 'eventSender' | 'configuredSecrets' | 'now' | 'measures' | 'tracing'>,
  endpointId: string,
  { url, secrets, tries, traceParent, ...row }: Claimed,
): Promise<Result> {
  const event = eventView(row);
  const options = {
    kind: 'client',
    parent: traceParent,
    attributes: { 'checkout.event': event.id },
  } as const;
  const trying = await deps.tracing.span(`event ${row.type}`, options, async (span) => {
    const sent = await sendEvent(event, { id: endpointId, url, secrets }, deps);
    if (!isTaken(sent)) span.fail(sent.status === null ? 'no_answer' : String(sent.status));
    return sent;
  });
  const result = trying.status === null ? 'no_answer' : isTaken(trying) ? 'taken' : 'refused';
  deps.measures.eventSent(result, trying.duration, deps.now().getTime() - row.createdAt.getTime());
  return {
    eventId: row.id,
    trying,
    isTaken: isTaken(trying),
    pauseMs: isTaken(trying) ? 0 : pauseAfter(tries, Math.random()),
  };
}

type Sent = { readonly claimed: readonly Claimed[]; readonly results: readonly Result[] };

/** What the results say of the endpoint as a whole. */
async function judge(
  deps: Pick<Deps, 'db' | 'log'>,
  endpointId: string,
  { claimed, results }: Sent,
): Promise<void> {
  const failures = results.filter((result) => !result.isTaken);
  if (failures.length < results.length) await succeeded(deps.db, endpointId);
  const lost = new Set(claimed.filter(({ isLate }) => isLate).map(({ eventId }) => eventId));
  const hasLost = failures.some(({ eventId }) => lost.has(eventId));
  if (failures.length < results.length && !hasLost) return;
  const standing = await failed(deps.db, {
    endpointId,
    count: failures.length,
    probing: FAILURES_UNTIL_PROBING,
    longestMs: LONGEST_MS,
  });
  if (standing === null) return;
  if (standing.isLost || hasLost) return pause(deps, endpointId, standing.url);
  const pauseMs = probePauseAfter(standing.failures, Math.random());
  if (pauseMs > 0) await block(deps.db, endpointId, pauseMs);
}

/** After two days of tries: nothing more is sent there until a person resumes it. The other endpoints are told. */
async function pause({ db, log }: Pick<Deps, 'db' | 'log'>, endpointId: string, url: string): Promise<void> {
  const reason = 'It has not taken an event for two days.';
  await inTransaction(db, async (tx) => {
    const [paused] = await tx
      .update(endpoints)
      .set({ state: 'paused', pausedBecause: reason })
      .where(sql`${eq(endpoints.id, endpointId)} and state = 'active'`)
      .returning({ id: endpoints.id });
    if (paused === undefined) return;
    const data = { session: null, payment: null, refund: null, endpoint: { endpointId, url, reason } };
    await tx.insert(events).values({ type: 'endpoint.paused', data });
    await tx.execute(sql`select pg_notify('checkout_session', 'events')`);
    log.error({ endpointId }, 'an endpoint for events was paused: it has not taken one for two days');
  });
}
