import { LRUCache } from 'lru-cache';

/** Of one key: `burst` calls at once, and `perSecond` calls for as long as it likes. */
export type Rate = { readonly burst: number; readonly perSecond: number };

export type TokenBuckets = {
  /** Takes one token of the key. Returns 0, or how long to wait for the next one, in whole seconds; then nothing is taken. */
  take(key: string): number;
};

type Bucket = { tokens: number; at: number };

/**
 * A token bucket for each key, in this process. `keys` bounds the memory: a key that was not seen for the longest time is forgotten,
 * and begins with a full bucket again.
 */
export function createTokenBuckets(
  { burst, perSecond }: Rate,
  keys: number,
  clock: { now(): number } = performance,
): TokenBuckets {
  // It takes its room for all keys when it is made: not before one is seen.
  let buckets: LRUCache<string, Bucket> | undefined;
  return {
    take(key) {
      buckets ??= new LRUCache({ max: keys });
      const now = clock.now();
      const bucket = buckets.get(key) ?? { tokens: burst, at: now };
      bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1_000) * perSecond);
      bucket.at = now;
      buckets.set(key, bucket);
      if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / perSecond);
      bucket.tokens -= 1;
      return 0;
    },
  };
}
