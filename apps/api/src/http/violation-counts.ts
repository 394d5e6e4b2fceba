import type { Violation } from './violation-report.ts';

export type ViolationCounts = {
  add(violation: Violation): void;
  /** One delivery that was over the limit. */
  dropped(): void;
  /** In Prometheus' text format. Of this process, since it started. */
  lines(): string[];
};

export function createViolationCounts(): ViolationCounts {
  // As many keys as there are directives times kinds: nobody outside can make more.
  const counts = new Map<string, number>();
  let dropped = 0;
  return {
    add({ directive, blocked }) {
      const labels = `{directive="${directive}",blocked="${blocked}"}`;
      counts.set(labels, (counts.get(labels) ?? 0) + 1);
    },
    dropped() {
      dropped += 1;
    },
    lines: () => [
      '# HELP checkout_csp_violations_total What browsers reported as stopped by a policy of the page.',
      '# TYPE checkout_csp_violations_total counter',
      ...[...counts].map(([labels, count]) => `checkout_csp_violations_total${labels} ${count}`),
      '# HELP checkout_csp_reports_dropped_total Deliveries of such reports that were over the limit.',
      '# TYPE checkout_csp_reports_dropped_total counter',
      `checkout_csp_reports_dropped_total ${dropped}`,
    ],
  };
}
