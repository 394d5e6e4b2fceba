import { createTokenBuckets, type Rate, type TokenBuckets } from './token-buckets.ts';

/**
 * What one network may call without a service token. Far above what thousands of shoppers behind one address of a carrier do, and far
 * below what a program does that wants to do harm. Reasons: docs/adr/0020-limits-of-load.md.
 */
const OF_A_NETWORK = {
  'checkout.create': { burst: 600, perSecond: 5 },
  'checkout.quote': { burst: 1_200, perSecond: 20 },
  'checkout.complete': { burst: 600, perSecond: 10 },
  'checkout.get': { burst: 6_000, perSecond: 100 },
  'checkout.watch': { burst: 1_200, perSecond: 20 },
} as const satisfies Readonly<Record<string, Rate>>;

/** What all callers without a token may call together on one node: for what stays, however many networks it comes from. */
const OF_A_NODE = {
  'checkout.create': { burst: 2_000, perSecond: 50 },
} as const satisfies Readonly<Record<string, Rate>>;

/** How many networks are remembered for each procedure: a few megabytes. */
const NETWORKS = 20_000;

export type CallBudgets = {
  /**
   * Counts the calls of a request without a service token. `network`: by `siteOf`.
   * Returns 0, or how many seconds to wait, where one of the calls is over a budget.
   */
  spend(names: readonly string[], network: string): number;
};

/** The budgets of this process, in memory: nodes do not share them, so that counting costs no round trip. */
export function createCallBudgets(): CallBudgets {
  const perNetwork = bucketsOf(OF_A_NETWORK, NETWORKS);
  const perNode = bucketsOf(OF_A_NODE, 1);
  return {
    spend(names, network) {
      for (const name of names) {
        const wait = perNetwork.get(name)?.take(network) ?? 0;
        if (wait > 0) return wait;
        const waitOfAll = perNode.get(name)?.take('all') ?? 0;
        if (waitOfAll > 0) return waitOfAll;
      }
      return 0;
    },
  };
}

function bucketsOf(rates: Readonly<Record<string, Rate>>, keys: number): ReadonlyMap<string, TokenBuckets> {
  return new Map(Object.entries(rates).map(([name, rate]) => [name, createTokenBuckets(rate, keys)]));
}
