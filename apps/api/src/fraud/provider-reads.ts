import { AppError } from '../app-error.ts';
import { createTokenBuckets } from './token-buckets.ts';

/** A shopper comes back from the issuer once, and may reload the page a few times. */
const OF_A_SESSION = { burst: 10, perSecond: 0.5 };
/** What Inflow's rate limit has room for is not known. The payments themselves need it. */
const OF_A_NODE = { burst: 200, perSecond: 20 };
const SESSIONS = 20_000;

/** How often shoppers may make this node read payments from Inflow, beside those that the jobs read. */
export type ProviderReads = {
  /**
   * Counts one read. `isVital`: the shopper cannot go on without it, so that the session's own budget alone counts.
   * @throws AppError `SLOW_DOWN`
   */
  spend(sessionId: string, isVital: boolean): void;
};

export function createProviderReads(): ProviderReads {
  const perSession = createTokenBuckets(OF_A_SESSION, SESSIONS);
  const perNode = createTokenBuckets(OF_A_NODE, 1);
  return {
    spend(sessionId, isVital) {
      // The session's first: one that asks too often must not use up what the others have.
      const wait = perSession.take(sessionId) || (isVital ? 0 : perNode.take('all'));
      if (wait > 0) throw new AppError('SLOW_DOWN', undefined, wait);
    },
  };
}
