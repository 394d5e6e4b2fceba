/**
 * The long form: `pnpm --filter @checkout/e2e chaos --sessions 5000 --seed 7 --nodes 3 --confirmation automatic`.
 * Prints the counts and ends with 1 when money was lost, moved twice or was made up.
 */
import { parseArgs } from 'node:util';
import { type ChaosReport, runChaos } from './chaos.ts';

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    nodes: { type: 'string', default: '2' },
    crowd: { type: 'string', default: '40' },
    confirmation: { type: 'string', default: 'explicit' },
  },
});
const confirmation = values.confirmation === 'automatic' ? 'automatic' : 'explicit';
const report = await runChaos({
  sessions: Number(values.sessions),
  seed: Number(values.seed),
  nodes: Number(values.nodes),
  crowd: Number(values.crowd),
  confirmation,
});
process.stdout.write(`${linesOf(report).join('\n')}\n`);
process.exit(isSound(report) ? 0 : 1);

function linesOf(of: ChaosReport): string[] {
  return [
    `${of.sessions} sessions, ${of.submissions} submissions, ${of.cutOff} calls cut off, ${of.kills} nodes killed (${confirmation})`,
    `${of.charges} charges at Inflow: ${of.lost.length} lost, ${of.twice.length} twice, ${of.extra.length} made up`,
    `${of.unresolved} unresolved, ${of.internalErrors} internal errors, ${of.forgedAccepted} forged deliveries accepted`,
    `slowest outcome ${of.slowestSeconds.toFixed(1)} s; settled ${of.resolvedAfterSeconds.toFixed(1)} s after the faults`,
    `the slowest: ${of.slowestTrail.join(', ')}`,
    `refused: ${JSON.stringify(of.reasons)}`,
  ];
}

function isSound(of: ChaosReport): boolean {
  return (
    of.lost.length +
      of.twice.length +
      of.extra.length +
      of.unresolved +
      of.internalErrors +
      of.forgedAccepted ===
    0
  );
}
