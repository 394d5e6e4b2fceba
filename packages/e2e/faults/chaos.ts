import { setTimeout as wait } from 'node:timers/promises';
import { type Installation, installation } from './chaos-installation.ts';
import { judge, type Verdict } from './chaos-judge.ts';
import { actOnChargesUntil, type MerchantActs, noActs } from './chaos-merchant.ts';
import { type Counts, goShopping, payByService } from './chaos-shopper.ts';
import { type Confirmation, startCluster, startHost } from './cluster.ts';
import {
  clearFaults,
  failOver,
  injectFaults,
  killNodesUntil,
  sendForgedWebhooks,
} from './fault-injection.ts';
import { createRandom } from './random.ts';

export type ChaosOptions = {
  /** Sessions and orders of services, of both installations. */
  readonly orders: number;
  readonly seed: number;
  /** Of the first installation; the second has one. */
  readonly nodes: number;
  readonly confirmation: Confirmation;
  /** Customers at a time. */
  readonly crowd: number;
  /** How often the first installation's database fails over, and loses its last second or two. */
  readonly failovers: number;
  /** How the account answers, as the sandbox's `--dialect` has it; but its list is late as a storm's is. */
  readonly dialect?: string | undefined;
  /** The stated end: after it everything must be decided. */
  readonly settleWithinMs: number;
};

export type ChaosReport = Verdict & {
  readonly options: ChaosOptions;
  readonly counts: Counts;
  readonly acts: MerchantActs;
  readonly kills: number;
  readonly forgedAccepted: number;
  /** From the end of the faults until everything was decided; null when it was not. */
  readonly settledAfterSeconds: number | null;
};

/** How the sandbox's stages pass while a storm lasts seconds. */
const STAGES = {
  SANDBOX_RECEIVE_MS: '5000',
  SANDBOX_SETTLE_MS: '10000',
  SANDBOX_REFUND_MS: '2000',
  SANDBOX_3DS_EXPIRY_MS: '15000',
};
const LIST_LAG_MS = 3_000;
const AUTO_CONFIRM_MS = 700;
const SKEWS_MS = [90_000, -90_000];

/** Customers of two installations on one Inflow account, while everything around them fails; judged by the ledger. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, nodes, confirmation, dialect } = options;
  await using host = await startHost({
    ...STAGES,
    ...(dialect === undefined ? {} : { SANDBOX_DIALECT: dialect }),
  });
  const both = {
    confirmation,
    timeoutMs: 800,
    reconcileAfterMs: 1_500,
    host,
    // The stricter setting: nothing that is not proven may be refunded.
    env: { ORPHAN_CHARGES: 'refund' },
  };
  await using first = await startCluster({ ...both, nodes, seed, clockSkewsMs: SKEWS_MS });
  await using second = await startCluster({ ...both, nodes: 1, sharesAccountOf: first });
  const installations = [
    installation('first', first, options.failovers > 0),
    installation('second', second, false),
  ] as const;
  const shop = { sandbox: first.sandbox, installations };
  await first.sandbox.dialect.set({
    listLagMs: LIST_LAG_MS,
    ...(confirmation === 'automatic' ? { autoConfirmMs: AUTO_CONFIRM_MS } : {}),
  });
  await injectFaults(first);

  const over = new AbortController();
  const acts = noActs();
  const disturbers = Promise.all([
    killNodesUntil(first, createRandom(seed + 1), over.signal),
    killNodesUntil(second, createRandom(seed + 2), over.signal),
    sendForgedWebhooks(first, createRandom(seed + 3), over.signal),
    actOnChargesUntil(shop, { acts, random: createRandom(seed + 4), until: over.signal }),
  ]);
  const counts: Counts = { submissions: 0, cutOff: 0, internal: 0, reasons: new Map() };
  const failovers: Promise<void>[] = [];
  const failsOverAt = new Set(
    Array.from({ length: options.failovers }, (_, index) =>
      Math.floor(((index + 1) * options.orders) / (options.failovers + 1)),
    ),
  );
  await crowd(options, async (number) => {
    const random = createRandom(seed * 100_003 + number);
    if (failsOverAt.has(number)) failovers.push(failOver(first, random));
    await visit(installations, random, counts);
  });
  await Promise.all(failovers);
  over.abort();
  const [killsOfFirst, killsOfSecond, forgedAccepted] = await disturbers;
  await clearFaults(first);

  const settled = await untilSettled(() => judge(shop, acts.refundsAsked), options.settleWithinMs);
  return {
    ...settled,
    options,
    counts,
    acts,
    kills: killsOfFirst + killsOfSecond,
    forgedAccepted,
  };
}

async function visit(
  [first, second]: readonly [Installation, Installation],
  random: ReturnType<typeof createRandom>,
  counts: Counts,
): Promise<void> {
  const where = random.chance(0.75) ? first : second;
  if (random.chance(0.1)) await payByService(where, random, counts);
  else await goShopping(where, random, counts);
}

async function crowd(
  { orders, crowd: size }: ChaosOptions,
  visitor: (number: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const queue = async () => {
    for (let number = next++; number < orders; number = next++) await visitor(number);
  };
  await Promise.all(Array.from({ length: size }, queue));
}

/** Waits, without helping, until everything is decided and nothing changes any more, or the stated end is over. */
async function untilSettled(
  look: () => Promise<Verdict>,
  withinMs: number,
): Promise<Verdict & Pick<ChaosReport, 'settledAfterSeconds'>> {
  const begunAt = Date.now();
  let before = '';
  for (;;) {
    const verdict = await look();
    const { undecided, unrecorded, contradicting } = verdict.faults;
    const state = JSON.stringify(verdict);
    const isSettled = undecided.length + unrecorded.length + contradicting.length === 0 && state === before;
    const passed = Date.now() - begunAt;
    if (isSettled) return { ...verdict, settledAfterSeconds: passed / 1000 };
    if (passed > withinMs) return { ...verdict, settledAfterSeconds: null };
    before = state;
    // Longer than the list is late, and than jobs wait between two looks.
    await wait(4_000);
  }
}
