import type { EventStormReport } from './event-storm.ts';

/** What went wrong; empty when the storm was survived. */
export function faultsOfStorm({
  receivers,
  takenByHanging,
  settledAfterSeconds,
}: EventStormReport): string[] {
  return [
    ...receivers.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`)),
    ...(takenByHanging === 0 ? [] : ['the receiver that hangs has taken something']),
    ...(settledAfterSeconds === null ? ['not settled at the stated end'] : []),
  ];
}

export function tableOfStorm(report: EventStormReport): string {
  const { options, kills, events, charges, receivers, waitingForHanging, settledAfterSeconds } = report;
  const width = Math.max(...receivers.map(({ name }) => name.length));
  const row = (name: string, cells: readonly (string | number)[]) =>
    `  ${name.padEnd(width)} ${cells.map((cell) => String(cell).padStart(9)).join('')}`;
  return [
    `Storm of events, seed ${options.seed}: ${options.orders} orders, ${charges} charges, ${events} events, ${kills} nodes killed`,
    '',
    row('receiver', ['requests', 'events', 'repeats', 'faults']),
    ...receivers.map(({ name, state, faults }) =>
      row(name, [state.asked, state.eventIds.length, state.repeats, faults.length]),
    ),
    '',
    `When the honest receivers had everything, ${waitingForHanging} events waited for the one that hangs for good.`,
    settledAfterSeconds === null
      ? `Not settled at the stated end, ${options.settleWithinMs / 1000} s after the repair.`
      : `Settled ${settledAfterSeconds.toFixed(0)} s after the repair; stated end ${options.settleWithinMs / 1000} s.`,
  ].join('\n');
}
