/**
 * The long form: `pnpm --filter @checkout/e2e chaos --orders 5000 --seed 7 --nodes 3 --failovers 5 --confirmation automatic`.
 * `--dialect confirmBody=empty,update=patch_405` or a file: how the account answers (apps/sandbox/README.md, "Dialects").
 * Prints the counts and ends with 1 when money was lost, moved twice or was made up.
 */
import { parseArgs } from 'node:util';
import { runChaos } from './chaos.ts';
import { faultsOf, tableOf } from './chaos-table.ts';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    nodes: { type: 'string', default: '2' },
    crowd: { type: 'string', default: '40' },
    failovers: { type: 'string', default: '3' },
    'settle-within': { type: 'string', default: '400' },
    confirmation: { type: 'string', default: 'explicit' },
    dialect: { type: 'string' },
  },
});
const report = await runChaos({
  orders: Number(values.orders),
  seed: Number(values.seed),
  nodes: Number(values.nodes),
  crowd: Number(values.crowd),
  failovers: Number(values.failovers),
  settleWithinMs: Number(values['settle-within']) * 1000,
  dialect: values.dialect,
  confirmation: values.confirmation === 'automatic' ? 'automatic' : 'explicit',
});
const faults = faultsOf(report);
process.stdout.write(`${tableOf(report)}\n`);
if (Object.keys(faults).length > 0) process.stdout.write(`\n${JSON.stringify(faults, null, 2)}\n`);
process.exit(Object.keys(faults).length === 0 ? 0 : 1);
