import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Control } from '@checkout/sandbox/control';
import { type ApiClient, reasonIn } from '../support/clients.ts';
import { CHALLENGE_CARD, GOOD_CARD, payInput } from '../support/pay-input.ts';
import { type Installation, ORDER_KEY } from './chaos-installation.ts';
import type { Random } from './random.ts';

const DECLINED_CARD = '4000000000000002';
const FRICTIONLESS_CARD = '5204247750001471';
/** Paid, and failed some time after that. */
const FAILING_CARD = '4000000000001141';

/** What happened to the shoppers, counted. */
export type Counts = {
  submissions: number;
  /** Calls that ended without an answer: a killed node, an aborted request. */
  cutOff: number;
  /** Answers that no caller should ever get. */
  internal: number;
  reasons: Map<string, number>;
};

type Press = ReturnType<typeof payInput> & { readonly onOtherTotal?: 'ask' };
type Outcome = Awaited<ReturnType<ApiClient['checkout']['pay']['mutate']>>;

/** One shopper who does what shoppers do: presses twice, tries again, gives up, opens two tabs, walks away at the bank. */
export async function goShopping(
  { cluster, sessions }: Installation,
  random: Random,
  counts: Counts,
): Promise<void> {
  const anyNode = () =>
    cluster.nodes[Math.floor(random.next() * cluster.nodes.length)]?.shopper ?? cluster.node.shopper;
  const sessionId = await openSession(anyNode, counts);
  if (sessionId === null) return;
  sessions.add(sessionId);
  // Some fill in the form slowly: their session is older than what a failover loses, their payment is not.
  if (random.chance(0.4)) await wait(random.between(1_000, 3_000));
  for (let visit = 0; visit < 6; visit += 1) {
    const outcome = await payOnce({ sessionId, random, counts, anyNode });
    if (outcome === null) {
      // The answer is lost. Most come back later, some never.
      if (random.chance(0.3)) return;
      await wait(random.between(300, 2_000));
      continue;
    }
    switch (outcome.status) {
      case 'succeeded':
      case 'reversed':
        // Some go back and submit again, also when what they were told is no longer in the database.
        if (random.chance(0.6)) return;
        await wait(random.between(500, 4_000));
        break;
      case 'requires_action':
        if (
          await visitBank(cluster.sandbox, {
            sessionId,
            random,
            counts,
            anyNode,
            paymentId: outcome.payment.id,
          })
        )
          return;
        break;
      case 'requires_agreement':
        // Some go away without agreeing, some look at it for a while, some press twice.
        if (random.chance(0.15)) return;
        await wait(random.between(0, 1_500));
        await agree({ sessionId, random, counts, anyNode }, outcome);
        break;
      case 'processing':
        await wait(random.between(300, 3_000));
        break;
      case 'declined':
        if (random.chance(0.2)) return;
        break;
      default:
        outcome satisfies never;
    }
  }
}

type Visit = {
  readonly sessionId: string;
  readonly random: Random;
  readonly counts: Counts;
  readonly anyNode: () => ApiClient;
};

async function openSession(anyNode: () => ApiClient, counts: Counts): Promise<string | null> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const created = await counted(
      counts,
      anyNode().checkout.create.mutate({ items: [{ sku: 'pro', quantity: 1 }] }),
    );
    if (created !== null) return created.sessionId;
    await wait(200);
  }
  return null;
}

async function payOnce({ sessionId, random, counts, anyNode }: Visit): Promise<Outcome | null> {
  const number = random.pick([
    GOOD_CARD,
    GOOD_CARD,
    GOOD_CARD,
    CHALLENGE_CARD,
    CHALLENGE_CARD,
    DECLINED_CARD,
    FRICTIONLESS_CARD,
    FAILING_CARD,
  ]);
  const input = {
    ...payInput(sessionId, number),
    // A page that could not show the total.
    ...(random.chance(0.2) ? { onOtherTotal: 'ask' as const } : {}),
  };
  const send = (what: Press = input, signal?: AbortSignal) => {
    counts.submissions += 1;
    return counted(counts, anyNode().checkout.pay.mutate(what, signal === undefined ? {} : { signal }));
  };
  switch (random.pick(['once', 'once', 'twice', 'two keys', 'retry', 'leave'])) {
    case 'twice':
      return (await Promise.all([send(), send()])).find((outcome) => outcome !== null) ?? null;
    case 'two keys':
      return (
        (await Promise.all([send(), send(payInput(sessionId, number))])).find(
          (outcome) => outcome !== null,
        ) ?? null
      );
    case 'retry': {
      const first = await send();
      if (first !== null && first.status !== 'processing') return first;
      await wait(random.between(50, 800));
      return send();
    }
    case 'leave':
      return send(input, AbortSignal.timeout(Math.ceil(random.between(5, 300))));
    default:
      return send();
  }
}

async function agree(
  { sessionId, random, counts, anyNode }: Visit,
  { payment, total }: Extract<Outcome, { status: 'requires_agreement' }>,
): Promise<void> {
  const send = () =>
    counted(counts, anyNode().checkout.agree.mutate({ sessionId, paymentId: payment.id, total }));
  await (random.chance(0.3) ? Promise.all([send(), send()]) : send());
}

/** Answers whether the shopper is done: paid, or gone for good. */
async function visitBank(
  sandbox: Control,
  { sessionId, random, counts, anyNode, paymentId }: Visit & { paymentId: string },
): Promise<boolean> {
  const choice = random.next();
  if (choice < 0.65) await sandbox.threeDs.approve(paymentId).catch(() => null);
  else if (choice < 0.85) await sandbox.threeDs.decline(paymentId).catch(() => null);
  // Some close the tab at the bank.
  if (random.chance(0.3)) return true;
  const outcome = await counted(counts, anyNode().checkout.complete.mutate({ sessionId }));
  return outcome?.status === 'succeeded';
}

/** A service that charges a customer without a session, and calls again with the same key until it has an answer. */
export async function payByService(
  { cluster, orders }: Installation,
  random: Random,
  counts: Counts,
): Promise<void> {
  const order = `order-${randomUUID()}`;
  orders.add(order);
  const input = {
    idempotencyKey: order,
    products: [{ name: 'Renewal', price: 1500, quantity: 1 }],
    currency: 'EUR' as const,
    customerEmail: 'customer@example.com',
    billingCountry: 'FR',
    purchasingAsBusiness: false,
    autoConfirm: true,
    card: {
      number: random.pick([GOOD_CARD, GOOD_CARD, DECLINED_CARD]),
      expMonth: 12,
      expYear: 2034,
      cvc: '123',
    },
    metadatas: { [ORDER_KEY]: order },
  };
  for (let call = 0; call < 6; call += 1) {
    const node = cluster.nodes[Math.floor(random.next() * cluster.nodes.length)] ?? cluster.node;
    counts.submissions += 1;
    if ((await counted(counts, node.service.payments.create.mutate(input))) !== null) return;
    await wait(random.between(300, 2_000));
  }
}

/** The response, or null when the call failed; counts the reasons. */
async function counted<Answer>(counts: Counts, call: Promise<Answer>): Promise<Answer | null> {
  try {
    return await call;
  } catch (error) {
    const reason = reasonIn(error) ?? 'no answer';
    counts.reasons.set(reason, (counts.reasons.get(reason) ?? 0) + 1);
    if (reason === 'INTERNAL') counts.internal += 1;
    if (reason === 'no answer') counts.cutOff += 1;
    return null;
  }
}
