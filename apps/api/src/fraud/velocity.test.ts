import { expect, test } from 'vitest';
import { type AttemptCounts, waitFor } from './velocity.ts';

const MINUTE = 60_000;
const calm = { card: true, alert: false, isNetworkKnown: true };
const alarmed = { ...calm, alert: true };

type Changes = {
  [Part in Exclude<keyof AttemptCounts, 'site'>]?: Partial<AttemptCounts[Part]>;
} & { site?: Partial<NonNullable<AttemptCounts['site']>> };

/** The first attempt of an unknown shopper, but for the changes. */
function counts({ session, client, site, email, card }: Changes): AttemptCounts {
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
    site:
      site === undefined
        ? null
        : { failures: 0, pending: 0, paid: 0, cards: 0, knowsCard: false, ageMs: 0, ...site },
    email: { failures: 0, ageMs: 0, ...email },
    card: { failures: 0, ageMs: 0, ...card },
  };
}

const typos = (failures: number) => counts({ session: { failures, cards: 1, knowsCard: true } });

test('three typos cause no wait, with or without an alert', () => {
  for (const failures of [0, 1, 2, 3]) {
    expect(waitFor(typos(failures), calm)).toBe(null);
    expect(waitFor(typos(failures), alarmed)).toBe(null);
  }
});

test('after that the wait grows with each failure, up to an hour', () => {
  const waits = [4, 5, 6, 7, 8, 9, 10, 50].map((failures) => waitFor(typos(failures), calm)?.ms);
  expect(waits).toEqual([10_000, 30_000, 90_000, 270_000, 810_000, 2_430_000, 60 * MINUTE, 60 * MINUTE]);
});

test('a wait begins with the last failure', () => {
  const after = (ageMs: number) =>
    waitFor(counts({ session: { failures: 4, knowsCard: true, ageMs } }), calm);
  expect(after(4_000)).toEqual({ budget: 'session', ms: 6_000 });
  expect(after(10_000)).toBe(null);
});

test('three cards are not too many, even in an attack', () => {
  const cards = (count: number) => counts({ session: { failures: count, cards: count } });
  expect(waitFor(cards(2), alarmed)).toBe(null);
  expect(waitFor(cards(3), calm)).toBe(null);
  expect(waitFor(cards(3), alarmed)).toEqual({ budget: 'session', ms: 10 * MINUTE });
});

test('an address is held to what it pays for', () => {
  const address = (failures: number, paid: number) => counts({ client: { failures, paid } });
  expect(waitFor(address(39, 0), calm)).toBe(null);
  expect(waitFor(address(40, 0), calm)).toEqual({ budget: 'client', ms: MINUTE });
  expect(waitFor(address(40, 1), calm)).toBe(null);
  expect(waitFor(counts({ client: { failures: 39, pending: 2 } }), calm)?.budget).toBe('client');
});

test('in an attack, an address that pays for nothing gets four strange cards', () => {
  const address = (cards: number, more: Partial<AttemptCounts['client']> = {}) =>
    counts({ client: { cards, ...more } });
  expect(waitFor(address(3), alarmed)).toBe(null);
  expect(waitFor(address(4), alarmed)).toEqual({ budget: 'client', ms: MINUTE });
  expect(waitFor(address(4), calm)).toBe(null);
  expect(waitFor(address(4, { paid: 1 }), alarmed)).toBe(null);
  // Its own typo is no strange card.
  expect(waitFor(address(9, { knowsCard: true }), alarmed)).toBe(null);
  expect(waitFor(address(60), alarmed)).toEqual({ budget: 'client', ms: 30 * MINUTE });
});

test('all networks that are not known share half of what a known one has, and wait longer', () => {
  const unknown = { ...calm, isNetworkKnown: false };
  const shared = (failures: number, paid = 0) => counts({ client: { failures, paid } });
  expect(waitFor(shared(19), unknown)).toBe(null);
  expect(waitFor(shared(20), unknown)).toEqual({ budget: 'client', ms: MINUTE });
  expect(waitFor(shared(20, 1), unknown)).toBe(null);
  expect(waitFor(shared(60), unknown)).toEqual({ budget: 'client', ms: 30 * MINUTE });
});

test('an IPv6 site has the budget of two networks, and in an attack more unknown cards than one network can use up', () => {
  const site = (more: Partial<NonNullable<AttemptCounts['site']>>) => counts({ site: more });
  expect(waitFor(site({ failures: 79 }), calm)).toBe(null);
  expect(waitFor(site({ failures: 80 }), calm)).toEqual({ budget: 'site', ms: MINUTE });
  expect(waitFor(site({ failures: 79, pending: 2 }), calm)).toEqual({ budget: 'site', ms: MINUTE });
  expect(waitFor(site({ failures: 81, paid: 1 }), calm)).toBe(null);
  expect(waitFor(site({ cards: 48 }), calm)).toBe(null);
  expect(waitFor(site({ cards: 47 }), alarmed)).toBe(null);
  expect(waitFor(site({ cards: 48 }), alarmed)).toEqual({ budget: 'site', ms: MINUTE });
  expect(waitFor(site({ cards: 48, paid: 1 }), alarmed)).toBe(null);
  expect(waitFor(site({ cards: 48, knowsCard: true }), alarmed)).toBe(null);
});

test('an e-mail address is held only against who failed with it', () => {
  const burnt = { email: { failures: 30 } };
  expect(waitFor(counts({ ...burnt, session: { failures: 3, knowsCard: true } }), calm)).toBe(null);
  expect(waitFor(counts({ ...burnt, client: { withEmail: 4 } }), calm)).toEqual({
    budget: 'email',
    ms: 60 * MINUTE,
  });
});

test('a card that fails everywhere waits up to twelve hours', () => {
  const card = (failures: number) => counts({ card: { failures } });
  expect(waitFor(card(7), calm)).toBe(null);
  expect(waitFor(card(8), calm)).toEqual({ budget: 'card', ms: MINUTE });
  expect(waitFor(card(40), calm)).toEqual({ budget: 'card', ms: 720 * MINUTE });
});

test('the longest wait counts', () => {
  const both = counts({ session: { failures: 4, knowsCard: true }, card: { failures: 9 } });
  expect(waitFor(both, calm)).toEqual({ budget: 'card', ms: 4 * MINUTE });
});

test('a saved card is no card to be tested', () => {
  const many = counts({ session: { failures: 3, cards: 9 }, client: { cards: 9 } });
  expect(waitFor(many, { ...alarmed, card: false })).toBe(null);
});

test('attempts of a network whose outcome is not known yet count half', () => {
  const network = (pending: number) => counts({ client: { failures: 30, pending } });
  expect(waitFor(network(19), calm)).toBe(null);
  expect(waitFor(network(20), calm)).toMatchObject({ budget: 'client' });
});
