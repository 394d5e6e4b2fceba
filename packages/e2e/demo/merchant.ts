import type pg from 'pg';
import type { Random } from '../faults/random.ts';
import type { Shop } from './shoppers.ts';
import type { Person, Staff } from './staff.ts';

export type Sale = {
  readonly sessionId: string;
  readonly paymentId: string;
  readonly orderId: string;
  readonly at: number;
};

export type Merchant = Shop & { readonly staff: Staff; readonly consoleUrl: string };

const REASONS = ['Returned unopened', 'Arrived damaged', 'Ordered twice', 'Out of stock'] as const;

/** Sales that Inflow pays back or fails later are the shoppers' doing; these are the merchant's. */
export async function acknowledge({ service }: Shop, { sessionId, orderId }: Sale): Promise<void> {
  await service.sessions.acknowledge.mutate({ sessionId, reference: orderId });
}

/** One of the sales of some days ago, which is then no longer there to be chosen. */
export function takeSale(random: Random, sales: Sale[], before: number): Sale | null {
  const old = sales.filter(({ at }) => at < before);
  const sale = old[Math.floor(random.next() * old.length)];
  if (sale === undefined) return null;
  sales.splice(sales.indexOf(sale), 1);
  return sale;
}

export async function refundByService({ service, random }: Shop, { paymentId }: Sale): Promise<void> {
  await service.payments.refund.mutate({ paymentId, reason: random.pick(REASONS) });
}

/** In the console. Above the person's limit nothing is sent, and the request waits for a second person. */
export async function refundByHand(
  { staff, consoleUrl, random }: Merchant,
  { paymentId }: Sale,
  person: Person = 'mia',
) {
  const { console: operations } = await staff.signIn(consoleUrl, person);
  const { payment } = await operations.payment.get.query({ paymentId });
  if (payment === null) throw new Error('A sale without a payment');
  return operations.refund.request.mutate({
    paymentId,
    reason: random.pick(REASONS),
    expected: {
      amountInCents: payment.amountTaxesIncluded ?? payment.amountInCents,
      currency: payment.currency === 'USD' ? 'USD' : 'EUR',
    },
  });
}

/** By the second person. */
export async function approveRefunds({ staff, consoleUrl }: Merchant): Promise<void> {
  const { console: operations } = await staff.signIn(consoleUrl, 'tom');
  const { requests } = await operations.refund.waiting.query();
  for (const { requestId } of requests)
    await operations.refund.approve.mutate({ requestId, reason: 'The parcel is back' });
}

export async function dismissStray({ staff, consoleUrl }: Merchant, paymentId: string): Promise<void> {
  const { console: operations } = await staff.signIn(consoleUrl, 'tom');
  await operations.stray.dismiss.mutate({ paymentId, reason: 'A test of the bank, clarified by telephone' });
}

/** A charge of this installation that no attempt has made: Inflow lists it, and nothing here explains it. */
export async function chargeAstray({ sandbox, service, database }: Shop, { orderId }: Sale): Promise<string> {
  const { id } = await sandbox.payments.seed({
    status: 'CHECKOUT_SUCCESS',
    amountInCents: 3_350,
    currency: 'EUR',
    customerEmail: 'unexplained@example.com',
    metadatas: {
      checkoutInstallation: await installationOf(database),
      checkoutSessionId: 'cs_unknown',
      orderId,
    },
  });
  await service.payments.get.query({ paymentId: id });
  return id;
}

async function installationOf(database: pg.Client): Promise<string> {
  const { rows } = await database.query<{ id: string }>('select id from installation');
  const [row] = rows;
  if (row === undefined) throw new Error('The api has no installation yet');
  return row.id;
}
