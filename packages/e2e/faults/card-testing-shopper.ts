import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { TRPCClientError } from '@trpc/client';
import type { ApiClient } from '../support/clients.ts';
import { newSession, payInput } from '../support/pay-input.ts';
import { unknownCardNumber } from './card-testing-attack.ts';
import { createRandom } from './random.ts';

export type Shopping = {
  /** What the last submission was answered: `succeeded`, another outcome, or the reason of a refusal. */
  readonly answer: string;
  readonly waitedSeconds: number;
};

type Card = { readonly number: string; readonly cvc?: string; readonly expYear?: number };

/** One each, as people have: the sandbox's cards that pay. */
const WALLETS: readonly Card[] = [
  { number: '4242424242424242' },
  { number: '5555555555554444' },
  { number: '378282246310005', cvc: '1234' },
  { number: '4000056655665556' },
  { number: '6200000000000005' },
  { number: '5204247750001471' },
  { number: '6011601160116011' },
  { number: '4111111111111111' },
  { number: '4000000000001141' },
  { number: '4000000000001158' },
];
/** The sandbox's bank declines an expiry that is too far away, on any card. */
const MISTYPED = { expYear: 2098 };
/** How long a shopper waits before leaving. */
const PATIENCE_SECONDS = 120;

type Street = {
  readonly connect: (address: string) => ApiClient;
  readonly over: AbortSignal;
  /** Of the challenge that people pass. */
  readonly key: string;
};

/**
 * People shop until it is over, and at least once each: an office of ten behind one address who all mistype three times, at once; then
 * strangers, of whom one in three mistypes three times, one has two cards that are declined, and one just pays.
 */
export async function shopHonestly(street: Street): Promise<Shopping[]> {
  const random = createRandom(20_260);
  const done: Shopping[] = [];
  let visitors = 0;
  const visit = async (wallet: Card, address: string, before: readonly Card[]) => {
    visitors += 1;
    const email = `person${visitors}@example.com`;
    done.push(await shop(street, { address, email, cards: [...before, wallet] }));
  };
  // When the attack is under way.
  await wait(2_000);
  const office = WALLETS.map((wallet) => {
    const mistyped = { ...wallet, ...MISTYPED };
    return visit(wallet, '203.0.113.1', [mistyped, mistyped, mistyped]);
  });
  await Promise.all(office);
  await Promise.all(
    WALLETS.map(async (wallet, index) => {
      for (let turn = index; turn < 10 || !street.over.aborted; turn += 1) {
        const mistyped = { ...wallet, ...MISTYPED };
        const dead = () => ({ number: unknownCardNumber(random) });
        const before = [[mistyped, mistyped, mistyped], [dead(), dead()], []][turn % 3] ?? [];
        // A household of two, now and then.
        await visit(wallet, `203.0.113.${2 + ((Math.floor(visitors / 2) + index * 20) % 250)}`, before);
        if (!street.over.aborted) await wait(500 + random.between(0, 1_000));
      }
    }),
  );
  return done;
}

type Person = { readonly address: string; readonly email: string; readonly cards: readonly Card[] };

async function shop({ connect, key }: Street, { address, email, cards }: Person): Promise<Shopping> {
  const client = connect(address);
  const sessionId = await whenAvailable(() => newSession(client));
  let waitedSeconds = 0;
  let proof: { challengeAnswer: string } | null = null;
  let answer = '';
  const left = [...cards];
  for (let card = left[0]; card !== undefined; card = left[0]) {
    const input = payInput(sessionId, card.number);
    const { customer, paymentMethod } = input;
    try {
      const submission = {
        ...input,
        ...proof,
        customer: { ...customer, email },
        paymentMethod: { ...paymentMethod, card: { ...paymentMethod.card, ...card } },
      };
      answer = await statusAfter(client, submission);
      if (answer === 'succeeded') break;
      left.shift();
    } catch (error) {
      const data: unknown = error instanceof TRPCClientError ? error.data : null;
      const { reason, retryAfter } = readRefusal(data);
      if (reason === 'CHALLENGE_REQUIRED' && proof === null) {
        proof = { challengeAnswer: ticketFor(sessionId, key) };
        continue;
      }
      answer = String(reason);
      if (retryAfter === null || waitedSeconds + retryAfter > PATIENCE_SECONDS) break;
      waitedSeconds += retryAfter;
      await wait(retryAfter * 1000);
    }
  }
  return { answer, waitedSeconds };
}

/** Submits once, and waits while the payment is processed, as the page does. */
async function statusAfter(
  { checkout }: ApiClient,
  submission: Parameters<ApiClient['checkout']['pay']['mutate']>[0],
): Promise<string> {
  let { status } = await whenAvailable(() => checkout.pay.mutate(submission));
  for (let reads = 0; status === 'processing' && reads < PATIENCE_SECONDS; reads += 1) {
    await wait(1_000);
    ({ status } = await whenAvailable(() => checkout.complete.mutate({ sessionId: submission.sessionId })));
  }
  return status;
}

/** Calls again after a 503, as its message says: a busy machine may have no free database connection for a while. */
async function whenAvailable<Result>(call: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      const data: unknown = error instanceof TRPCClientError ? error.data : null;
      if (readRefusal(data).reason !== 'UNAVAILABLE' || tries === 60) throw error;
      await wait(1_000);
    }
  }
}

function readRefusal(data: unknown): { reason: unknown; retryAfter: number | null } {
  if (typeof data !== 'object' || data === null) return { reason: null, retryAfter: null };
  const { reason, retryAfter } = { reason: null, retryAfter: null, ...data };
  return { reason, retryAfter: typeof retryAfter === 'number' ? retryAfter : null };
}

function ticketFor(sessionId: string, key: string): string {
  const expiry = Date.now() + 300_000;
  return `${expiry}.${createHmac('sha256', key).update(`${sessionId}.${expiry}`).digest('hex')}`;
}
