/** Which payments of sessions are confirmed only after a 3DS challenge. */
export type ThreeDsPolicy = {
  readonly all: boolean;
  /** Those with a saved card. */
  readonly savedCard: boolean;
  /** From this amount on, in cents before tax, in either currency; null: no amount. */
  readonly fromAmount: number | null;
  /** Billing countries, ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
};

/** The policy of `REQUIRE_3DS`; null for an entry that it does not know. */
export function readThreeDsPolicy(entries: readonly string[]): ThreeDsPolicy | null {
  const isKnown = (entry: string) => /^(all|saved-card|amount:\d{1,9}|country:[A-Z]{2})$/.test(entry);
  if (!entries.every(isKnown)) return null;
  const valuesOf = (name: string) =>
    entries.filter((entry) => entry.startsWith(`${name}:`)).map((entry) => entry.slice(name.length + 1));
  const amounts = valuesOf('amount').map(Number);
  return {
    all: entries.includes('all'),
    savedCard: entries.includes('saved-card'),
    fromAmount: amounts.length === 0 ? null : Math.min(...amounts),
    countries: valuesOf('country'),
  };
}

type Payment = { readonly amount: number; readonly billingCountry: string; readonly savedCard: boolean };

export function requiresChallenge(policy: ThreeDsPolicy, payment: Payment): boolean {
  return (
    policy.all ||
    (policy.savedCard && payment.savedCard) ||
    (policy.fromAmount !== null && payment.amount >= policy.fromAmount) ||
    policy.countries.includes(payment.billingCountry)
  );
}
