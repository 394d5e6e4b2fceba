import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { Network } from '../fraud/network.ts';
import { createBoundedLog } from '../log.ts';

export type WrongTokens = {
  /** Counts one. Returns how many seconds this network has to wait, or null while it has tried few. */
  count(network: Network): number | null;
};

/** A service whose token was replaced tries the old one a few times; more is guessing, or a service without maintenance. */
const ALLOWED = 10;
const WITHIN_MS = 10 * 60_000;
/** Of the networks that are remembered; the one that was quiet for longest is forgotten. */
const MOST_NETWORKS = 10_000;

/** Counts wrong service tokens on this node: for `GET /metrics`, for the log, and by network or IPv6 site to slow it down. */
export function createWrongTokens({ registry, log }: { registry: Registry; log: Logger }): WrongTokens {
  const counter = new Counter({
    name: 'checkout_wrong_tokens_total',
    help: 'Requests with a service token that is not valid, on this node since its start.',
    registers: [registry],
  });
  const warn = createBoundedLog(log, 'a service token that is not valid was shown');
  const counts = new LRUCache<string, number>({ max: MOST_NETWORKS, ttl: WITHIN_MS });
  return {
    count({ subscriber, site }) {
      counter.inc();
      const from = site ?? subscriber;
      warn({ network: from });
      const count = (counts.get(from) ?? 0) + 1;
      // The time begins with the first of them.
      counts.set(from, count, { noUpdateTTL: true });
      return count > ALLOWED ? Math.ceil(counts.getRemainingTTL(from) / 1000) : null;
    },
  };
}
