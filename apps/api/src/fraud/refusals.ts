import type { Scope } from './velocity.ts';

export type RefusedBy = Scope | 'challenge';

/** What this node refused since it started. */
export type Refusals = {
  count(by: RefusedBy): void;
  /** In Prometheus' text format. */
  metricLines(): string[];
};

export function createRefusals(): Refusals {
  const counts = new Map<RefusedBy, number>([
    ['session', 0],
    ['client', 0],
    ['email', 0],
    ['card', 0],
    ['challenge', 0],
  ]);
  return {
    count: (by) => void counts.set(by, (counts.get(by) ?? 0) + 1),
    metricLines: () => [
      '# HELP checkout_refused_attempts_total Attempts that the limits refused on this node since its start, by budget.',
      '# TYPE checkout_refused_attempts_total counter',
      ...[...counts].map(([budget, count]) => `checkout_refused_attempts_total{budget="${budget}"} ${count}`),
    ],
  };
}
