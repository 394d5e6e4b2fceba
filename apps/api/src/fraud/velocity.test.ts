import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Tally, UNHELD, waitOf } from './velocity.ts';

const MINUTE = 60_000;
const calm = { card: true, alert: false };
const alarmed = { card: true, alert: true };

type Changes = { [Part in keyof Tally]?: Partial<Tally[Part]> };

/** A stranger's first attempt, but for the changes. */
function tally({ session, client, email, card }: Changes): Tally {
  return {
    session: { failures: 0, cards: 0, knowsCard: false, ageMs: 0, ...session },
    client: {
      failures: 0,
      pending: 0,
      paid: 0,
      cards: 0,
      withEmail: 0,
      knowsCard: false,
      ageMs: 0,
      ...client,
    },
    email: { failures: 0, ageMs: 0, ...email },
    card: { failures: 0, ageMs: 0, ...card },
  };
}

const typos = (failures: number) => tally({ session: { failures, cards: 1, knowsCard: true } });

test('three typos cost nobody a second, attack or not', () => {
  for (const failures of [0, 1, 2, 3]) {
    expect(waitOf(typos(failures), calm)).toBe(null);
    expect(waitOf(typos(failures), alarmed)).toBe(null);
  }
});

test('after that the wait grows with each failure, up to an hour', () => {
  const waits = [4, 5, 6, 7, 8, 9, 10, 50].map((failures) => waitOf(typos(failures), calm)?.ms);
  expect(waits).toEqual([10_000, 30_000, 90_000, 270_000, 810_000, 2_430_000, 60 * MINUTE, 60 * MINUTE]);
});

test('a wait begins with the last failure', () => {
  const after = (ageMs: number) => waitOf(tally({ session: { failures: 4, knowsCard: true, ageMs } }), calm);
  expect(after(4_000)).toEqual({ scope: 'session', ms: 6_000 });
  expect(after(10_000)).toBe(null);
});

test('three cards are not too many, even in an attack', () => {
  const cards = (count: number) => tally({ session: { failures: count, cards: count } });
  expect(waitOf(cards(2), alarmed)).toBe(null);
  expect(waitOf(cards(3), calm)).toBe(null);
  expect(waitOf(cards(3), alarmed)).toEqual({ scope: 'session', ms: 10 * MINUTE });
});

test('an address is held to what it pays for', () => {
  const address = (failures: number, paid: number) => tally({ client: { failures, paid } });
  expect(waitOf(address(39, 0), calm)).toBe(null);
  expect(waitOf(address(40, 0), calm)).toEqual({ scope: 'client', ms: MINUTE });
  expect(waitOf(address(40, 1), calm)).toBe(null);
  expect(waitOf(tally({ client: { failures: 39, pending: 2 } }), calm)?.scope).toBe('client');
});

test('in an attack, an address that pays for nothing gets four strange cards', () => {
  const address = (cards: number, more: Partial<Tally['client']> = {}) =>
    tally({ client: { cards, ...more } });
  expect(waitOf(address(3), alarmed)).toBe(null);
  expect(waitOf(address(4), alarmed)).toEqual({ scope: 'client', ms: MINUTE });
  expect(waitOf(address(4), calm)).toBe(null);
  expect(waitOf(address(4, { paid: 1 }), alarmed)).toBe(null);
  // Its own typo is no strange card.
  expect(waitOf(address(9, { knowsCard: true }), alarmed)).toBe(null);
  expect(waitOf(address(60), alarmed)).toEqual({ scope: 'client', ms: 30 * MINUTE });
});

test('an e-mail address is held only against who failed with it', () => {
  const burnt = { email: { failures: 30 } };
  expect(waitOf(tally({ ...burnt, session: { failures: 3, knowsCard: true } }), calm)).toBe(null);
  expect(waitOf(tally({ ...burnt, client: { withEmail: 4 } }), calm)).toEqual({
    scope: 'email',
    ms: 60 * MINUTE,
  });
});

test('a card that fails everywhere waits up to twelve hours', () => {
  const card = (failures: number) => tally({ card: { failures } });
  expect(waitOf(card(7), calm)).toBe(null);
  expect(waitOf(card(8), calm)).toEqual({ scope: 'card', ms: MINUTE });
  expect(waitOf(card(40), calm)).toEqual({ scope: 'card', ms: 720 * MINUTE });
});

test('the longest wait counts', () => {
  const both = tally({ session: { failures: 4, knowsCard: true }, card: { failures: 9 } });
  expect(waitOf(both, calm)).toEqual({ scope: 'card', ms: 4 * MINUTE });
});

test('a saved card is no card to be tested', () => {
  const many = tally({ session: { failures: 3, cards: 9 }, client: { cards: 9 } });
  expect(waitOf(many, { card: false, alert: true })).toBe(null);
});

test('below UNHELD nobody waits, whatever else is true', () => {
  const below = (limit: number) => fc.nat(limit - 1);
  const any = fc.nat(1_000);
  const tallies = fc
    .record({
      sessionFailures: below(UNHELD.sessionFailures),
      sessionCards: below(UNHELD.sessionCards),
      clientFailures: below(UNHELD.clientFailures),
      withEmail: below(UNHELD.emailFailuresHere),
      cardFailures: below(UNHELD.cardFailures),
      pending: any,
      paid: any,
      cards: any,
      emailFailures: any,
      knowsCard: fc.boolean(),
    })
    .map((of) => {
      const free = 2 * (UNHELD.clientFailures - of.clientFailures);
      const { paid, cards, withEmail, knowsCard } = of;
      const client = {
        failures: of.clientFailures,
        pending: of.pending % free,
        paid,
        cards,
        withEmail,
        knowsCard,
      };
      return tally({
        session: { failures: of.sessionFailures, cards: of.sessionCards, knowsCard },
        client,
        email: { failures: of.emailFailures },
        card: { failures: of.cardFailures },
      });
    });
  fc.assert(
    fc.property(tallies, fc.boolean(), (each, card) => waitOf(each, { card, alert: false }) === null),
    { numRuns: 2_000 },
  );
});
