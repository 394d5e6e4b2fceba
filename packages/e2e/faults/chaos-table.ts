import type { ChaosReport } from './chaos.ts';
import type { Faults } from './chaos-judge.ts';

const MUST_BE_NONE: Readonly<Record<keyof Faults, string>> = {
  chargedTwice: 'orders charged twice',
  chargedTwiceAndRefunded: 'orders charged twice, one charge refunded',
  unrecorded: 'charges that are not recorded',
  wronglyRefunded: 'good charges refunded without a request',
  unexplained: 'charges of orders that do not exist',
  contradicting: 'sessions that contradict the ledger',
  undecided: 'attempts, refunds and sessions undecided at the stated end',
};

/** What went wrong, with what it is about; empty when the storm was survived. */
export function faultsOf(report: ChaosReport): Record<string, readonly string[] | number> {
  const wrong: Record<string, readonly string[] | number> = {};
  for (const [name, found] of Object.entries(report.faults)) if (found.length > 0) wrong[name] = found;
  if (report.counts.internal > 0) wrong.internalErrors = report.counts.internal;
  if (report.forgedAccepted > 0) wrong.forgedAccepted = report.forgedAccepted;
  return wrong;
}

/** The counts as a table for a reader who has never seen a storm. */
export function tableOf(report: ChaosReport): string {
  const { options, counts, acts, faults } = report;
  const statuses = Object.entries(report.sessions).sort(([one], [other]) => one.localeCompare(other));
  return [
    `Storm with ${options.confirmation} confirmation, seed ${options.seed}`,
    heading('What happened'),
    row('orders (sessions, and payments of services)', options.orders),
    row('submissions', counts.submissions),
    row('calls without an answer', counts.cutOff),
    row('nodes killed', report.kills),
    row('database failovers, each losing a second or two', options.failovers),
    row('sessions lost by them', report.lostSessions),
    row('refunds in the dashboard, in full', acts.dashboardRefunds),
    row('refunds in the dashboard, in part', acts.partialRefunds),
    row('refunds asked for by services', acts.serviceRefunds),
    row('refunds asked for at the wrong installation', acts.foreignRefunds),
    row('payments made to fail after authorisation', acts.failures),
    heading("Inflow's ledger"),
    row('charges', report.charges),
    row('  of these failed later', report.failedLater),
    row('  of these refunded in full', report.refundedInFull),
    row('  of these refunded in part', report.refundedInPart),
    heading('Sessions'),
    ...statuses.map(([status, count]) => row(status, count)),
    heading('What must be 0'),
    ...Object.entries(MUST_BE_NONE).map(([name, text]) => row(text, faults[name as keyof Faults].length)),
    row('internal errors', counts.internal),
    row('forged webhooks accepted', report.forgedAccepted),
    '',
    report.settledAfterSeconds === null
      ? `Not settled at the stated end, ${options.settleWithinMs / 1000} s after the faults ended.`
      : `Settled ${report.settledAfterSeconds.toFixed(0)} s after the faults ended; stated end ${options.settleWithinMs / 1000} s.`,
    `Refused calls by reason: ${JSON.stringify(Object.fromEntries(counts.reasons))}`,
  ].join('\n');
}

const heading = (text: string) => `\n${text}`;
const row = (text: string, count: number) => `  ${text.padEnd(60, '.')} ${String(count).padStart(5)}`;
