/**
 * The long form: `pnpm --filter @checkout/e2e event-storm --orders 2000 --seed 7 --nodes 3`. The endpoints are not resumed: the api has
 * to find out by itself that a receiver works again. Prints the counts, and ends with 1 when an event is missing, out of order, or contradicts
 * the ledger.
 */
import { parseArgs } from 'node:util';
import { runEventStorm } from './event-storm.ts';
import { faultsOfStorm, tableOfStorm } from './event-storm-table.ts';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    nodes: { type: 'string', default: '2' },
    crowd: { type: 'string', default: '40' },
    // An event that has failed four times waits for ten minutes, and then perhaps for thirty.
    'settle-within': { type: 'string', default: '2400' },
  },
});
const report = await runEventStorm({
  orders: Number(values.orders),
  seed: Number(values.seed),
  nodes: Number(values.nodes),
  crowd: Number(values.crowd),
  resumes: false,
  settleWithinMs: Number(values['settle-within']) * 1000,
});
const faults = faultsOfStorm(report);
process.stdout.write(`${tableOfStorm(report)}\n`);
if (faults.length > 0) process.stdout.write(`\n${faults.join('\n')}\n`);
process.exit(faults.length === 0 ? 0 : 1);
