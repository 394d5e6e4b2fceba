import { setTimeout as wait } from 'node:timers/promises';
import type { Control } from '@checkout/sandbox/control';
import type { Dialect } from '@checkout/sandbox/dialect';
import type { Cluster, Confirmation, Host } from '../faults/cluster.ts';
import { type ApiClient, reasonIn } from '../support/clients.ts';
import { GOOD_CARD, payInput } from '../support/pay-input.ts';

export type Outcome = Awaited<ReturnType<ApiClient['checkout']['pay']['mutate']>>;
type PayInput = Parameters<ApiClient['checkout']['pay']['mutate']>[0];

/** What a flow has to work with, and what it has done. */
export type Walk = {
  readonly host: Host;
  readonly cluster: Cluster;
  readonly confirmation: Confirmation;
  readonly dialect: Dialect;
  readonly sandbox: Control;
  readonly sessions: Set<string>;
  readonly orders: Set<string>;
  readonly refundsAsked: Set<string>;
};

/** The end of every waiting; a machine may be several times slower. */
const DECIDED_WITHIN_MS = 180_000;
const LOOK_AGAIN_MS = 150;

export type Paid = { readonly outcome: Outcome; readonly agreed: boolean };

/**
 * What a page does for one submission: shows the total if it can be had, submits, passes the challenge, agrees to a total that was
 * not shown, and follows the session until its outcome is known. With automatic confirmation: what a caller does that takes any total.
 */
export async function pay(walk: Walk, sessionId: string, changes: Partial<PayInput> = {}): Promise<Paid> {
  const { checkout } = walk.cluster.node.shopper;
  const input = { ...payInput(sessionId), ...changes };
  const shown = walk.confirmation === 'automatic' ? {} : await shownTotal(walk, sessionId, input.customer);
  return follow(walk, sessionId, await checkout.pay.mutate({ ...input, ...shown }));
}

async function shownTotal(walk: Walk, sessionId: string, { email: _, ...basis }: PayInput['customer']) {
  const { total } = await walk.cluster.node.shopper.checkout.quote.query({ sessionId, ...basis });
  return { onOtherTotal: 'ask' as const, ...(total === null ? {} : { agreedTotal: total }) };
}

/** From an outcome to the one that stays. */
export async function follow(walk: Walk, sessionId: string, first: Outcome): Promise<Paid> {
  const { checkout } = walk.cluster.node.shopper;
  const end = Date.now() + DECIDED_WITHIN_MS;
  let outcome = first;
  let agreed = false;
  while (Date.now() < end) {
    switch (outcome.status) {
      case 'succeeded':
      case 'reversed':
      case 'declined':
        return { outcome, agreed };
      case 'requires_action':
        await walk.sandbox.threeDs.approve(outcome.payment.id);
        outcome = await checkout.complete.mutate({ sessionId });
        break;
      case 'requires_agreement': {
        const { payment, total } = outcome;
        agreed = true;
        outcome = await checkout.agree.mutate({ sessionId, paymentId: payment.id, total });
        break;
      }
      case 'processing':
        await wait(LOOK_AGAIN_MS);
        outcome = (await checkout.get.query({ sessionId })).outcome ?? outcome;
        break;
      default:
        outcome satisfies never;
    }
  }
  throw new Error(`Session ${sessionId} is still ${outcome.status}`);
}

/** A session of a shopper. */
export async function newSession(walk: Walk): Promise<string> {
  const items = [{ sku: 'pro', quantity: 1 }];
  const { sessionId } = await walk.cluster.node.shopper.checkout.create.mutate({ items });
  walk.sessions.add(sessionId);
  return sessionId;
}

export const card = (number: string = GOOD_CARD) => ({ number, expMonth: 12, expYear: 2034, cvc: '123' });

export async function until<Value>(
  what: string,
  read: () => Promise<Value>,
  is: (value: Value) => boolean,
): Promise<Value> {
  const end = Date.now() + DECIDED_WITHIN_MS;
  for (;;) {
    const value = await read();
    if (is(value)) return value;
    if (Date.now() > end) throw new Error(`${what}: still ${JSON.stringify(value).slice(0, 300)}`);
    await wait(LOOK_AGAIN_MS);
  }
}

/** The reason of the error that a call ends with; null when it has none. */
export async function reasonOf(call: Promise<unknown>): Promise<string | null> {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return reasonIn(error);
}

export function assert(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Error(otherwise);
}
