import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { type Account, ProbeError, type Reply } from './account.ts';

export type Waits = {
  /** How long an unconfirmed payment is watched. */
  readonly unconfirmedMs: number;
  /** How long for anything that may come late: a list, a read, a decision. */
  readonly lateMs: number;
};

export const GOOD_CARD = '4242424242424242';
/** Documented as declined; perhaps already at its create. */
export const DECLINED_CARD = '4000000000000002';
/** Of our own sandbox alone: accepted, then declined when it is confirmed. */
export const DECLINED_AT_CONFIRM = '4000000000001133';

export const PRICE = 1200;
export const METADATA = { madeBy: 'probe', number: 7 };

const createdSchema = z.looseObject({ id: z.string(), amountInCents: z.number() });
const timelineSchema = z.array(z.looseObject({ status: z.string(), timestamp: z.string() }));
/** What is read of a payment; nothing that a generation may leave out is required. */
const paymentSchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  depositStatus: z.string().nullish(),
  lastDepositAttempt: z.looseObject({ status: z.string() }).nullish(),
  metadatas: z.record(z.string(), z.unknown()).nullish(),
  createdAt: z.string().nullish().catch(null),
  timeline: timelineSchema.nullish().catch(null),
});
export type ReadPayment = z.output<typeof paymentSchema>;

export const is2xx = ({ status }: { readonly status: number }): boolean => status >= 200 && status < 300;

export const newEmail = (): string => `probe-${randomBytes(6).toString('hex')}@example.com`;

export function createBody(changes: object = {}) {
  return {
    products: [{ name: 'Probe', price: PRICE, quantity: 1 }],
    currency: 'EUR',
    customerEmail: newEmail(),
    billingCountry: 'FR',
    purchasingAsBusiness: false,
    autoConfirm: false,
    metadatas: METADATA,
    ...changes,
  };
}

export const card = (number: string = GOOD_CARD) => ({ number, expMonth: 12, expYear: 2034, cvc: '123' });

export type Created = {
  readonly id: string;
  readonly amountInCents: number;
  /** When it was sent (`performance.now()`), and how long its response took. */
  readonly at: number;
  readonly tookMs: number;
};

/** @throws ProbeError when the create is refused: without payments there is nothing to find out. */
export async function create(account: Account, changes: object = {}): Promise<Created> {
  const at = performance.now();
  const reply = await account.request(
    'card',
    'POST',
    '/api/server/payment',
    createBody({ card: card(), ...changes }),
  );
  const parsed = createdSchema.safeParse(reply.body);
  if (!is2xx(reply) || !parsed.success)
    throw new ProbeError(`A create was answered with ${reply.status}: ${messageOf(reply)}.`);
  const { id, amountInCents } = parsed.data;
  return { id, amountInCents, at, tookMs: reply.ms };
}

export const confirm = (account: Account, id: string): Promise<Reply> =>
  account.request('api', 'POST', `/api/server/payment/${id}/confirm`);

export async function readOnce(account: Account, id: string): Promise<ReadPayment | null> {
  const reply = await account.request('api', 'GET', `/api/payment/${id}`);
  const parsed = paymentSchema.safeParse(reply.body);
  return is2xx(reply) && parsed.success ? parsed.data : null;
}

/** Reads until the payment is as asked for, or the time is over; then as it was last, or null when it was never found. */
export async function readUntil(
  account: Account,
  id: string,
  { is, withinMs }: { is: (payment: ReadPayment) => boolean; withinMs: number },
): Promise<ReadPayment | null> {
  const end = performance.now() + withinMs;
  let last: ReadPayment | null = null;
  for (;;) {
    last = (await readOnce(account, id)) ?? last;
    if ((last !== null && is(last)) || performance.now() > end) return last;
    await wait(PAUSE_MS);
  }
}

const PAUSE_MS = 100;

export const waitsForConfirm = ({ depositStatus }: ReadPayment): boolean =>
  depositStatus === 'requires_confirmation';
export const isCharged = ({ depositStatus }: ReadPayment): boolean => depositStatus === 'succeeded';

/** How long after its create the payment got a status, in milliseconds by its own times; null when they do not say. */
export function msUntilStatus({ createdAt, timeline }: ReadPayment, status: string): number | null {
  const reached = timeline?.find((entry) => entry.status === status)?.timestamp;
  const ms = Date.parse(reached ?? '') - Date.parse(createdAt ?? '');
  return Number.isNaN(ms) || ms < 0 ? null : ms;
}

/** A new payment, once it waits for its confirm, or the time for that is over. */
export async function createWaiting(
  account: Account,
  withinMs: number,
  changes: object = {},
): Promise<Created> {
  const created = await create(account, changes);
  await readUntil(account, created.id, { is: waitsForConfirm, withinMs });
  return created;
}

/** The sentence of a refusal, which names no card: it is Inflow's own. */
export function messageOf({ body }: Reply): string {
  const parsed = z.looseObject({ message: z.union([z.string(), z.array(z.string())]) }).safeParse(body);
  if (!parsed.success) return 'no message';
  return [parsed.data.message]
    .flat()
    .join('; ')
    .replaceAll(/\d{8,}/g, '…');
}
