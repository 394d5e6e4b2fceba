/** What a merchant's receiver keeps of the events that it was sent; the same event is kept once. */
export type Books = {
  /** Each event once, in the order in which they came. */
  readonly eventIds: readonly string[];
  /** Events that came again. */
  readonly repeats: number;
  /** Events that were not the next of their session. */
  readonly outOfOrder: readonly string[];
  readonly sessions: Readonly<Record<string, BookedSession>>;
  readonly payments: Readonly<Record<string, BookedPayment>>;
};
export type BookedSession = { status: 'complete' | 'reversed'; paymentId: string | null };
export type BookedPayment = {
  /** Cents, taxes included; null where no event has said so. */
  charged: number | null;
  refunded: boolean;
  failed: boolean;
};

/** Of an event, what is looked at here. Written down from docs/events.md, as a merchant would. */
export type ReceivedEvent = {
  readonly id: string;
  readonly type: string;
  readonly sessionId: string | null;
  readonly sequence: number | null;
  readonly data: {
    readonly payment: { readonly id: string; readonly amountTaxesIncluded: number | null } | null;
  };
};

export type OpenBooks = { enter(event: ReceivedEvent): void; read(): Books };

export function openBooks(): OpenBooks {
  const eventIds = new Set<string>();
  const lastOf = new Map<string, number>();
  const outOfOrder: string[] = [];
  const sessions: Record<string, BookedSession> = {};
  const payments: Record<string, BookedPayment> = {};
  let repeats = 0;
  return {
    enter({ id, type, sessionId, sequence, data }) {
      if (eventIds.has(id)) {
        repeats += 1;
        return;
      }
      eventIds.add(id);
      const paymentId = data.payment?.id ?? null;
      if (sessionId !== null) {
        const last = lastOf.get(sessionId) ?? 0;
        if (sequence !== last + 1) outOfOrder.push(`${sessionId}: ${sequence} came after ${last}`);
        lastOf.set(sessionId, sequence ?? last);
        if (type === 'session.completed') sessions[sessionId] = { status: 'complete', paymentId };
        if (type === 'session.reversed') sessions[sessionId] = { status: 'reversed', paymentId };
      }
      if (paymentId === null) return;
      payments[paymentId] ??= { charged: null, refunded: false, failed: false };
      const payment = payments[paymentId];
      if (type === 'payment.authorized' || type === 'charge.stray_found')
        payment.charged = data.payment?.amountTaxesIncluded ?? null;
      if (type === 'refund.succeeded') payment.refunded = true;
      if (type === 'payment.failed') payment.failed = true;
    },
    read: () => ({ eventIds: [...eventIds], repeats, outOfOrder, sessions, payments }),
  };
}
