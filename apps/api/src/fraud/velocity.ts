/** What is held against an attempt, each of the last 24 hours, as `weigh_attempt` counts it. Ages in milliseconds. */
export type Tally = {
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
  readonly email: { readonly failures: number; readonly ageMs: number | null };
  readonly card: { readonly failures: number; readonly ageMs: number | null };
};

export type Scope = 'session' | 'client' | 'email' | 'card';
export type Wait = { readonly scope: Scope; readonly ms: number };

type Budget = {
  readonly scope: Scope;
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
 * Below each of these, without an alert, nobody waits, whatever else is true: then the statement that begins an attempt
 * need not be a transaction. The same counts as the budgets', each of which allows at least as much.
 */
export const UNHELD = {
  sessionFailures: 4,
  sessionCards: 4,
  /** With half of what is pending. */
  clientFailures: 40,
  /** With the address, at the same network; in the session it is `sessionFailures` that counts. */
  emailFailuresHere: 4,
  cardFailures: 8,
} as const;

/**
 * How long this attempt has to wait; null when it may begin. The longest of the waits of its budgets, each of which grows
 * with every failure beyond what is allowed and begins with the last failure. What honest people do is below each of them:
 * three typos, three cards, ten people at one address. Reasons: docs/adr, "Card testing".
 *
 * @param alert whether the shop as a whole is being used to test cards: then a network or a session gets fewer cards.
 */
export function waitOf(tally: Tally, { card, alert }: { card: boolean; alert: boolean }): Wait | null {
  const waits = budgetsOf(tally, { card, alert }).map(({ scope, ...budget }) => ({
    scope,
    ms: left(budget),
  }));
  const longest = waits.reduce((a, b) => (b.ms > a.ms ? b : a));
  return longest.ms > 0 ? longest : null;
}

function left({ used, allowed, ageMs, firstMs, factor, longestMs }: Omit<Budget, 'scope'>): number {
  if (used < allowed) return 0;
  return Math.min(firstMs * factor ** (used - allowed), longestMs) - (ageMs ?? 0);
}

function budgetsOf(tally: Tally, { card, alert }: { card: boolean; alert: boolean }): Budget[] {
  const { session, client, email } = tally;
  const budgets: Budget[] = [
    {
      scope: 'session',
      used: session.failures,
      allowed: UNHELD.sessionFailures,
      ageMs: session.ageMs,
      firstMs: 10 * SECOND,
      factor: 3,
      longestMs: HOUR,
    },
    {
      // In proportion to what the network pays for: a carrier has thousands of shoppers behind one address.
      scope: 'client',
      used: client.failures + client.pending / 2,
      allowed: UNHELD.clientFailures + 2 * client.paid,
      ageMs: client.ageMs,
      firstMs: MINUTE,
      factor: 3,
      longestMs: 10 * MINUTE,
    },
    {
      // Anybody can type anybody's address: it is held only against who has failed with it at this place already.
      scope: 'email',
      used: Math.max(session.failures, client.withEmail) < UNHELD.emailFailuresHere ? 0 : email.failures,
      allowed: 10,
      ageMs: email.ageMs,
      firstMs: MINUTE,
      factor: 3,
      longestMs: HOUR,
    },
    {
      // Somebody who guesses the security code of one number. To lock it takes the number, and serves its owner.
      scope: 'card',
      used: tally.card.failures,
      allowed: UNHELD.cardFailures,
      ageMs: tally.card.ageMs,
      firstMs: MINUTE,
      factor: 4,
      longestMs: 12 * HOUR,
    },
  ];
  // A typo is another try with the same card; testing cards is another card each time.
  if (card && !session.knowsCard) {
    budgets.push({
      scope: 'session',
      used: session.cards,
      allowed: alert ? 3 : UNHELD.sessionCards,
      ageMs: session.ageMs,
      firstMs: alert ? 10 * MINUTE : MINUTE,
      factor: 4,
      longestMs: HOUR,
    });
  }
  if (card && alert && !client.knowsCard) {
    budgets.push({
      scope: 'client',
      used: client.cards,
      allowed: 4 + 4 * client.paid,
      ageMs: client.ageMs,
      firstMs: MINUTE,
      factor: 3,
      longestMs: HOUR / 2,
    });
  }
  return budgets;
}
