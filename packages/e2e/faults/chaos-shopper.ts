import { setTimeout as wait } from 'node:timers/promises';
import type { ApiClient } from '../support/clients.ts';
import { CHALLENGE_CARD, GOOD_CARD, press } from '../support/pay-input.ts';
import type { Cluster } from './cluster.ts';
import type { Random } from './random.ts';

const DECLINED_CARD = '4000000000000002';
const FRICTIONLESS_CARD = '5204247750001471';

/** What happened to the shoppers, counted. */
export type Tally = {
  presses: number;
  /** Calls that ended without an answer: a killed node, an aborted request. */
  cutOff: number;
  /** Answers that no caller should ever get. */
  internal: number;
  reasons: Map<string, number>;
};

type Press = ReturnType<typeof press>;
type Outcome = Awaited<ReturnType<ApiClient['checkout']['pay']['mutate']>>;

/** One shopper who does what shoppers do: presses twice, tries again, gives up, opens two tabs, walks away at the bank. */
export async function goShopping(cluster: Cluster, random: Random, tally: Tally): Promise<void> {
  const anyNode = () =>
    cluster.nodes[Math.floor(random.next() * cluster.nodes.length)]?.shopper ?? cluster.node.shopper;
  const sessionId = await openSession(anyNode, tally);
  if (sessionId === null) return;
  for (let visit = 0; visit < 4; visit += 1) {
    const outcome = await payOnce(cluster, { sessionId, random, tally, anyNode });
    if (outcome === null) {
      // The answer is lost. Most come back later, some never.
      if (random.chance(0.3)) return;
      await wait(random.between(300, 2_000));
      continue;
    }
    switch (outcome.status) {
      case 'succeeded':
        return;
      case 'requires_action':
        if (await visitBank(cluster, { sessionId, random, tally, anyNode, paymentId: outcome.payment.id }))
          return;
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
  readonly tally: Tally;
  readonly anyNode: () => ApiClient;
};

async function openSession(anyNode: () => ApiClient, tally: Tally): Promise<string | null> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const created = await counted(
      tally,
      anyNode().checkout.create.mutate({ items: [{ sku: 'pro', quantity: 1 }] }),
    );
    if (created !== null) return created.sessionId;
    await wait(200);
  }
  return null;
}

async function payOnce(
  _cluster: Cluster,
  { sessionId, random, tally, anyNode }: Visit,
): Promise<Outcome | null> {
  const number = random.pick([
    GOOD_CARD,
    GOOD_CARD,
    GOOD_CARD,
    CHALLENGE_CARD,
    CHALLENGE_CARD,
    DECLINED_CARD,
    FRICTIONLESS_CARD,
  ]);
  const input = press(sessionId, number);
  const send = (what: Press = input, signal?: AbortSignal) => {
    tally.presses += 1;
    return counted(tally, anyNode().checkout.pay.mutate(what, signal === undefined ? {} : { signal }));
  };
  switch (random.pick(['once', 'once', 'twice', 'two keys', 'retry', 'leave'])) {
    case 'twice':
      return (await Promise.all([send(), send()])).find((outcome) => outcome !== null) ?? null;
    case 'two keys':
      return (
        (await Promise.all([send(), send(press(sessionId, number))])).find((outcome) => outcome !== null) ??
        null
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

/** Answers whether the shopper is done: paid, or gone for good. */
async function visitBank(
  { sandbox }: Cluster,
  { sessionId, random, tally, anyNode, paymentId }: Visit & { paymentId: string },
): Promise<boolean> {
  const mood = random.next();
  if (mood < 0.65) await sandbox.threeDs.approve(paymentId).catch(() => null);
  else if (mood < 0.85) await sandbox.threeDs.decline(paymentId).catch(() => null);
  // Some close the tab at the bank.
  if (random.chance(0.3)) return true;
  const outcome = await counted(tally, anyNode().checkout.complete.mutate({ sessionId }));
  return outcome?.status === 'succeeded';
}

/** The answer, or null for whatever kept it away; counts the reasons. */
async function counted<Answer>(tally: Tally, call: Promise<Answer>): Promise<Answer | null> {
  try {
    return await call;
  } catch (error) {
    const data: unknown = error instanceof Error && 'data' in error ? error.data : undefined;
    const reason =
      typeof data === 'object' && data !== null && 'reason' in data ? String(data.reason) : 'no answer';
    tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1);
    if (reason === 'INTERNAL') tally.internal += 1;
    if (reason === 'no answer') tally.cutOff += 1;
    return null;
  }
}
