import { TRPCClientError } from '@trpc/client';
import type { ApiClient } from '../support/clients.ts';
import { withCheckDigit } from '../support/generated-cards.ts';
import { payInput } from '../support/pay-input.ts';
import type { Random } from './random.ts';

export const SHAPES = ['one-address', 'rotating-emails', 'twenty-per-address', 'five-per-session'] as const;

export type Attack = {
  /**
   * `one-address`: one address and e-mail, a session for five cards. `rotating-emails`: one address, everything else new for
   * each card. `twenty-per-address`: the same from an address for each twenty cards, 500 for 10 000. `five-per-session`: for each
   * five cards an address with one session and one e-mail, 2 000 for 10 000.
   */
  readonly shape: (typeof SHAPES)[number];
  readonly cards: number;
  readonly crowd: number;
  readonly random: Random;
  readonly connect: (address: string) => ApiClient;
};

/** Whom a bot poses as. */
type Guise = { readonly address: string; readonly email: string; readonly sessionOf: string };

/** Tries each card; one that is refused is tried once more in another guise. */
export async function attack(options: Attack) {
  const { cards, crowd, random, connect } = options;
  const sessions = new Map<string, Promise<string>>();
  const refusals = new Map<string, number>();
  let internalErrors = 0;
  let next = 0;
  let guises = 0;

  const sessionOf = (client: ApiClient, { sessionOf: name }: Guise) => {
    const known = sessions.get(name);
    if (known !== undefined) return known;
    const made = client.checkout.create
      .mutate({ items: [{ sku: 'pro', quantity: 1 }] })
      .then((of) => of.sessionId);
    sessions.set(name, made);
    return made;
  };

  const tryCard = async (number: string): Promise<boolean> => {
    const guise = guiseFor(options, guises++);
    const client = connect(guise.address);
    try {
      const input = payInput(await sessionOf(client, guise), number);
      await client.checkout.pay.mutate({ ...input, customer: { ...input.customer, email: guise.email } });
      return true;
    } catch (error) {
      const reason = error instanceof TRPCClientError ? String(error.data?.reason) : 'lost';
      refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
      if (reason === 'INTERNAL' || reason === 'lost') internalErrors += 1;
      return false;
    }
  };

  const bot = async () => {
    while (next < cards) {
      next += 1;
      const number = unknownCardNumber(random);
      if (!(await tryCard(number))) await tryCard(number);
    }
  };
  await Promise.all(Array.from({ length: crowd }, bot));
  return { refusals, internalErrors };
}

function guiseFor({ shape, cards }: Attack, count: number): Guise {
  switch (shape) {
    case 'one-address':
      return { address: addressOf(0), email: 'bot@example.com', sessionOf: `s${Math.floor(count / 5)}` };
    case 'rotating-emails':
      return { address: addressOf(0), email: `bot${count}@example.com`, sessionOf: `s${count}` };
    case 'twenty-per-address':
      return {
        address: addressOf(count % (cards / 20)),
        email: `bot${count}@example.com`,
        sessionOf: `s${count}`,
      };
    case 'five-per-session': {
      const who = count % (cards / 5);
      return { address: addressOf(who), email: `bot${who}@example.com`, sessionOf: `s${who}` };
    }
    default:
      return shape satisfies never;
  }
}

/** Of the range that RFC 2544 keeps for measurements. */
const addressOf = (index: number) => `198.18.${Math.floor(index / 250)}.${(index % 250) + 1}`;

/** A valid card number that no bank knows. */
export function unknownCardNumber(random: Random): string {
  return withCheckDigit(`4${Array.from({ length: 14 }, () => Math.floor(random.next() * 10)).join('')}`);
}
