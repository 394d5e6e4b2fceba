import type { Charge, Control, Payment } from '@checkout/sandbox/control';
import type { ApiClient } from '../support/clients.ts';
import { type Installation, orderOf } from './chaos-installation.ts';

/** What must not be: each list names what is wrong, and is empty in the end. */
export type Faults = {
  /** Orders with more than one charge that stands. */
  readonly chargedTwice: readonly string[];
  /** Orders with more than one charge, all but one of which were given back. */
  readonly chargedTwiceAndRefunded: readonly string[];
  /**
   * Charges that the installation that made them does not have. One that failed before it was seen cost the
   * shopper nothing and need not be there.
   */
  readonly unrecorded: readonly string[];
  /** Refunds of an order's only charge that were not requested. */
  readonly wronglyRefunded: readonly string[];
  /** Charges that belong to no order. */
  readonly unexplained: readonly string[];
  /** Sessions that say something else than the ledger. */
  readonly contradicting: readonly string[];
  /** Attempts, refunds and sessions without an outcome. */
  readonly undecided: readonly string[];
};

export type Verdict = {
  readonly faults: Faults;
  readonly charges: number;
  readonly failedLater: number;
  readonly refundedInFull: number;
  readonly refundedInPart: number;
  /** Sessions that the failover lost: given to a shopper, and in no database any more. */
  readonly lostSessions: number;
  readonly sessions: Readonly<Record<string, number>>;
};

type ListedSession = Awaited<ReturnType<ApiClient['sessions']['list']['query']>>['sessions'][number];
type ListedPayment = Awaited<ReturnType<ApiClient['payments']['list']['query']>>['payments'][number];

type Listed = {
  readonly sessions: ReadonlyMap<string, ListedSession>;
  readonly payments: ReadonlyMap<string, ListedPayment>;
  readonly undecided: readonly string[];
};

/** Compares what each installation says with the ledger of their account. */
export async function judge(
  { sandbox, installations }: { sandbox: Control; installations: readonly Installation[] },
  refundsAsked: ReadonlySet<string>,
): Promise<Verdict> {
  const listed = new Map<Installation, Listed>();
  for (const one of installations) listed.set(one, await listAll(one));
  const statuses = new Map((await sandbox.payments.list()).map((payment) => [payment.id, payment.status]));
  const ledger = await sandbox.ledger();

  const byOrder = new Map<string, Charge[]>();
  const unexplained: string[] = [];
  const unrecorded: string[] = [];
  for (const charge of ledger) {
    const order = orderOf(installations, charge.metadatas);
    if (order === null) {
      unexplained.push(charge.paymentId);
      continue;
    }
    byOrder.set(order.id, [...(byOrder.get(order.id) ?? []), charge]);
    if (charge.failedAt !== null) continue;
    const recorded = listed.get(order.owner)?.payments.get(charge.paymentId);
    if (recorded === undefined || ['INITIATION', 'CHECKOUT_PENDING'].includes(recorded.status)) {
      unrecorded.push(
        `${order.owner.name}: ${charge.paymentId} of ${order.id} is ${recorded?.status ?? 'missing'}`,
      );
    }
  }

  const chargedTwice: string[] = [];
  const chargedTwiceAndRefunded: string[] = [];
  const wronglyRefunded: string[] = [];
  for (const [id, charges] of byOrder) {
    const good = charges.filter(({ failedAt }) => failedAt === null);
    const [refunded, kept] = [
      good.filter((it) => isGivenBack(it, statuses)),
      good.filter((it) => !isGivenBack(it, statuses)),
    ];
    const text = `${id}: ${charges.map((charge) => `${charge.paymentId} ${statuses.get(charge.paymentId)}`).join(', ')}`;
    if (kept.length > 1) chargedTwice.push(text);
    else if (good.length > 1) chargedTwiceAndRefunded.push(text);
    else if (refunded.some(({ paymentId }) => !refundsAsked.has(paymentId))) wronglyRefunded.push(text);
  }

  const contradicting: string[] = [];
  const sessions: Record<string, number> = {};
  let lostSessions = 0;
  for (const [one, { sessions: stored }] of listed) {
    for (const id of one.sessions) {
      const session = stored.get(id);
      if (session === undefined) {
        lostSessions += 1;
        if (!one.failsOver) contradicting.push(`${one.name}: ${id} is lost, without a failover`);
        continue;
      }
      sessions[session.status] = (sessions[session.status] ?? 0) + 1;
      const wrong = contradiction(session, byOrder.get(id) ?? []);
      if (wrong !== null) contradicting.push(`${one.name}: ${id} ${wrong}`);
    }
  }
  return {
    faults: {
      chargedTwice,
      chargedTwiceAndRefunded,
      unrecorded,
      wronglyRefunded,
      unexplained,
      contradicting,
      undecided: [...listed.values()].flatMap(({ undecided }) => undecided),
    },
    charges: ledger.length,
    failedLater: ledger.filter(({ failedAt }) => failedAt !== null).length,
    refundedInFull: ledger.filter(({ refundedAt }) => refundedAt !== null).length,
    refundedInPart: ledger.filter((charge) => charge.refundedAt === null && charge.refundedAmount > 0).length,
    lostSessions,
    sessions,
  };
}

const isGivenBack = ({ paymentId }: Charge, statuses: ReadonlyMap<string, Payment['status']>): boolean =>
  ['REFUND_PENDING', 'FULLY_REFUNDED', 'REFUND_FAILED'].includes(statuses.get(paymentId) ?? '');

/** Complete is who has a charge that stands, and by that charge. */
function contradiction({ status, paymentId }: ListedSession, charges: readonly Charge[]): string | null {
  const standing = charges.filter((charge) => charge.failedAt === null && charge.refundedAt === null);
  if (status === 'processing') return null;
  const expected = statusesBy(charges, standing);
  if (!expected.includes(status)) return `is ${status}, by the ledger ${expected.join(' or ')}`;
  if (status === 'complete' && !standing.some((charge) => charge.paymentId === paymentId))
    return `is complete by ${paymentId}, which is no charge of it`;
  return null;
}

function statusesBy(charges: readonly Charge[], standing: readonly Charge[]): readonly string[] {
  if (standing.length > 0) return ['complete'];
  if (charges.length === 0) return ['open', 'expired'];
  // A charge that failed before it was ever seen leaves the session open: nothing was paid.
  const allFailed = charges.every(({ failedAt }) => failedAt !== null);
  return allFailed ? ['reversed', 'open', 'expired'] : ['reversed'];
}

/** No procedure lists attempts: only this is read from the tables. */
const ACTIVE_ATTEMPTS = `select id, state from attempts where state in
  ('creating', 'create_unknown', 'created', 'requires_action', 'awaiting_confirmation', 'confirming', 'confirm_unknown')`;

async function allPages<Page extends { nextCursor: string | null }>(
  read: (cursor: string | null) => Promise<Page>,
): Promise<Page[]> {
  const pages: Page[] = [];
  for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
    const page = await read(cursor);
    pages.push(page);
    cursor = page.nextCursor;
  }
  return pages;
}

async function listAll({ name, cluster }: Installation): Promise<Listed> {
  const { service } = cluster.node;
  const sessionPages = await allPages((cursor) => service.sessions.list.query({ limit: 100, cursor }));
  const sessions = new Map(
    sessionPages.flatMap((page) => page.sessions.map((session) => [session.sessionId, session] as const)),
  );
  const paymentPages = await allPages((cursor) => service.payments.list.query({ limit: 100, cursor }));
  const payments = new Map(
    paymentPages.flatMap((page) => page.payments.map((payment) => [payment.id, payment] as const)),
  );
  const client = await cluster.connect();
  const { rows } = await client.query<{ id: string; state: string }>(ACTIVE_ATTEMPTS);
  await client.end();
  return {
    sessions,
    payments,
    undecided: [
      ...rows.map(({ id, state }) => `${name}: attempt ${id} is ${state}`),
      ...[...payments.values()]
        .filter(({ refund }) => refund !== null && ['requested', 'unknown', 'pending'].includes(refund))
        .map(({ id, refund }) => `${name}: the refund of ${id} is ${refund}`),
      ...[...sessions.values()]
        .filter(({ status }) => status === 'processing')
        .map(({ sessionId }) => `${name}: session ${sessionId} is processing`),
    ],
  };
}
