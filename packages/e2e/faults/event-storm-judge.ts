import type { Charge } from '@checkout/sandbox/control';
import type { ApiClient } from '../support/clients.ts';
import type { ReceiverState } from './receiver.ts';
import type { Books } from './receiver-books.ts';

type Session = Awaited<ReturnType<ApiClient['sessions']['list']['query']>>['sessions'][number];

/** What the api and its Inflow account say. */
export type Truth = {
  /** Of every event, in their order. */
  readonly eventIds: readonly string[];
  readonly sessions: readonly Session[];
  readonly ledger: readonly Charge[];
};

export async function readTruth(service: ApiClient, ledger: () => Promise<Charge[]>): Promise<Truth> {
  return { eventIds: await eventIdsOf(service), sessions: await sessionsOf(service), ledger: await ledger() };
}

export async function eventIdsOf({ events }: ApiClient): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof events.list.query>> = await events.list.query({
      after,
      limit: 500,
    });
    ids.push(...page.events.map(({ id }) => id));
    if (page.events.length === 0) return ids;
    after = page.cursor;
  }
}

async function sessionsOf({ sessions }: ApiClient): Promise<Session[]> {
  const all: Session[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof sessions.list.query>> = await sessions.list.query({
      limit: 100,
      cursor,
    });
    all.push(...page.sessions);
    cursor = page.nextCursor;
    if (cursor === null) return all;
  }
}

/** What is wrong with a receiver's books, in sentences; empty when they equal the truth. */
export function faultsOfReceiver(state: ReceiverState, truth: Truth): string[] {
  const has = new Set(state.eventIds);
  return [
    ...truth.eventIds.filter((id) => !has.has(id)).map((id) => `${id} is missing`),
    ...state.outOfOrder,
    ...(state.forged > 0 ? [`${state.forged} signatures were refused`] : []),
    ...sessionFaults(state, truth.sessions),
    ...ledgerFaults(state, truth.ledger),
  ];
}

function sessionFaults({ sessions: booked }: Books, sessions: readonly Session[]): string[] {
  return sessions.flatMap(({ sessionId, status, paymentId }) => {
    const isPaid = status === 'complete' || status === 'reversed';
    const book = booked[sessionId];
    if (book?.status === (isPaid ? status : undefined) && (!isPaid || book?.paymentId === paymentId))
      return [];
    return [`${sessionId} is ${status} by ${paymentId}, in the books ${book?.status} by ${book?.paymentId}`];
  });
}

/** A charge that failed before it was seen is in no book, and one that was refunded in part is not refunded. */
function ledgerFaults({ payments }: Books, ledger: readonly Charge[]): string[] {
  const charged = new Set(ledger.map(({ paymentId }) => paymentId));
  const madeUp = Object.entries(payments)
    .filter(([id, { charged: amount }]) => amount !== null && !charged.has(id))
    .map(([id]) => `${id} is charged in the books alone`);
  const wrong = ledger.flatMap(({ paymentId, amount, failedAt, refundedAt }) => {
    const book = payments[paymentId];
    if (failedAt !== null && (book === undefined || book.charged === null)) return [];
    const text = JSON.stringify({
      charged: amount,
      refunded: refundedAt !== null,
      failed: failedAt !== null,
    });
    return JSON.stringify(book) === text
      ? []
      : [`${paymentId} is ${text}, in the books ${JSON.stringify(book)}`];
  });
  return [...madeUp, ...wrong];
}
