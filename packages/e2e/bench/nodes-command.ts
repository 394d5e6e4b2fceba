/**
 * `pnpm --filter @checkout/e2e bench:nodes` (after `pnpm turbo run build`): paid sessions a second with 1, 2 and 3 nodes on one
 * PostgreSQL, in the same run. All of them share this machine's cores with PostgreSQL, the sandbox and the shoppers.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { crowdOf } from './load.ts';
import { type Contender, startMachine } from './machine.ts';
import { median, spread, table } from './statistics.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '6' },
    crowd: { type: 'string', default: '32' },
    most: { type: 'string', default: '3' },
  },
});
const most = Number(values.most);
const cores = availableParallelism();

await using machine = await startMachine();
await using stack = new AsyncDisposableStack();
const nodes: Contender[] = [];
for (let count = 0; count < most; count += 1) {
  const [first] = nodes;
  const beside = first === undefined ? {} : { beside: first };
  nodes.push(stack.use(await machine.start('api', { mode: 'explicit', cores: 'all', ...beside })));
}
await roundOf(nodes);

const speeds = new Map<number, number[]>();
for (let round = 0; round < Number(values.rounds); round += 1) {
  for (let count = 1; count <= most; count += 1) {
    speeds.set(count, [...(speeds.get(count) ?? []), await roundOf(nodes.slice(0, count))]);
  }
}
const one = speeds.get(1) ?? [];
const rows = [...speeds].map(([count, each]) => [
  String(count),
  spread(each, 0),
  spread(each.map((value, index) => value / (one[index] ?? Number.NaN))),
]);
process.stdout.write(
  `${table([`nodes, on ${cores} cores`, 'paid sessions a second', 'to one node, round by round'], rows)}\n`,
);
process.stdout.write(`Best: ${Math.max(...[...speeds.values()].map(median)).toFixed(0)} a second.\n`);

/** The same crowd, shared among them. */
async function roundOf(some: readonly Contender[]): Promise<number> {
  const size = Math.floor(Number(values.crowd) / some.length);
  const rounds = await Promise.all(some.map(({ shop }) => crowdOf(shop, size, Number(values.seconds))));
  return rounds.reduce((sum, { perSecond }) => sum + perSecond, 0);
}
