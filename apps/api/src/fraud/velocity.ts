/** What the SQL function `count_attempts` counts, over the last 24 hours. Ages, of the last failure, in milliseconds. */
export type AttemptCounts = {
  readonly session: {
    readonly failures: number;
    readonly cards: number;
    readonly knowsCard: boolean;
    readonly ageMs: number | null;
  };
  /** Of the newest 200 attempts of its network. What was mistyped on the way to a paid session is forgiven. */
  readonly client: {
    readonly failures: number;
    readonly pending: number;
    readonly paid: number;
    readonly cards: number;
    readonly withEmail: number;
    readonly knowsCard: boolean;
    readonly ageMs: number | null;
  };
  /** The same of the newest 300 attempts of the network's IPv6 /48; null where it belongs to none. */
  readonly site: {
    readonly failures: number;
    readonly pending: number;
    readonly paid: number;
    readonly cards: number;
    readonly knowsCard: boolean;
    readonly ageMs: number | null;
  } | null;
  readonly email: { readonly failures: number; readonly ageMs: number | null };
  readonly card: { readonly failures: number; readonly ageMs: number | null };
};

export const BUDGETS = ['session', 'client', 'site', 'email', 'card'] as const;
export type Budget = (typeof BUDGETS)[number];
export type Wait = { readonly budget: Budget; readonly ms: number };

type Of = { readonly card: boolean; readonly alert: boolean; readonly isNetworkKnown: boolean };

type Limit = {
  readonly budget: Budget;
  readonly used: number;
  /** So many attempts begin without a wait. */
  readonly allowed: number;
  readonly ageMs: number | null;
  readonly firstMs: number;
  readonly factor: number;
  readonly longestMs: number;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * How long this attempt has to wait; null when it may begin. The longest of the waits of its budgets, each of which grows
 * with every failure beyond what is allowed and begins with the last failure. Ordinary use is below all limits: three typos,
 * three cards, ten people behind one IP address. Reasons: docs/adr/0006-card-testing-limits.md.
 *
 * @param of.alert whether the shop as a whole is being used to test cards: then a network or a session gets fewer cards.
 * @param of.isNetworkKnown false: the counts of the network are those of all requests whose network is not known.
 */
export function waitFor(counts: AttemptCounts, of: Of): Wait | null {
  const waits = limitsOn(counts, of).map(({ budget, ...limit }) => ({
    budget,
    ms: waitLeft(limit),
  }));
  const longest = waits.reduce((a, b) => (b.ms > a.ms ? b : a));
  return longest.ms > 0 ? longest : null;
}

function waitLeft({ used, allowed, ageMs, firstMs, factor, longestMs }: Omit<Limit, 'budget'>): number {
  if (used < allowed) return 0;
  return Math.min(firstMs * factor ** (used - allowed), longestMs) - (ageMs ?? 0);
}

function limitsOn(counts: AttemptCounts, { card, alert, isNetworkKnown }: Of): Limit[] {
  const { session, client, site, email } = counts;
  const limits: Limit[] = [
    {
      budget: 'session',
      used: session.failures,
      allowed: 4,
      ageMs: session.ageMs,
      firstMs: 10 * SECOND,
      factor: 3,
      longestMs: HOUR,
    },
    {
      // In proportion to what the network pays for: a carrier has thousands of shoppers behind one address.
      budget: 'client',
      used: client.failures + client.pending / 2,
      allowed: (isNetworkKnown ? 40 : 20) + 2 * client.paid,
      ageMs: client.ageMs,
      firstMs: MINUTE,
      factor: 3,
      longestMs: (isNetworkKnown ? 10 : 30) * MINUTE,
    },
    {
      // An e-mail address can be typed by anyone, so it counts only for a session or network where attempts with it have failed.
      budget: 'email',
      used: Math.max(session.failures, client.withEmail) < 4 ? 0 : email.failures,
      allowed: 10,
      ageMs: email.ageMs,
      firstMs: MINUTE,
      factor: 3,
      longestMs: HOUR,
    },
    {
      // Guessing the CVC of one card. Only someone who has the number can lock it, and the lock protects its owner.
      budget: 'card',
      used: counts.card.failures,
      allowed: 8,
      ageMs: counts.card.ageMs,
      firstMs: MINUTE,
      factor: 4,
      longestMs: 12 * HOUR,
    },
  ];
  if (site !== null) {
    // An attacker with a whole site has as many networks as there are cards.
    limits.push({
      budget: 'site',
      used: site.failures + site.pending / 2,
      allowed: 80 + 2 * site.paid,
      ageMs: site.ageMs,
      firstMs: MINUTE,
      factor: 3,
      longestMs: 10 * MINUTE,
    });
  }
  // A typo is another try with the same card; testing cards is another card each time.
  if (card && !session.knowsCard) {
    limits.push({
      budget: 'session',
      used: session.cards,
      allowed: alert ? 3 : 4,
      ageMs: session.ageMs,
      firstMs: alert ? 10 * MINUTE : MINUTE,
      factor: 4,
      longestMs: HOUR,
    });
  }
  if (card && alert && !client.knowsCard) {
    limits.push({
      budget: 'client',
      used: client.cards,
      allowed: 4 + 4 * client.paid,
      ageMs: client.ageMs,
      firstMs: MINUTE,
      factor: 3,
      longestMs: HOUR / 2,
    });
  }
  if (card && alert && site !== null && !site.knowsCard) {
    limits.push({
      budget: 'site',
      used: site.cards,
      // More than one network can use up, which must not close the site to its neighbours.
      allowed: 48 + 4 * site.paid,
      ageMs: site.ageMs,
      firstMs: MINUTE,
      factor: 3,
      longestMs: HOUR / 2,
    });
  }
  return limits;
}
