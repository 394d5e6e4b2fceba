/**
 * `pnpm --filter @checkout/bench nodes` (after `turbo run build`): paid sessions a second with 1, 2 and 3 nodes on one
 * PostgreSQL, in the same run. All of them share this machine's cores with PostgreSQL, the sandbox and the shoppers.
 */
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { crowdOf, type Round } from '../support/load.ts';
import { type Contender, startMachine } from '../support/machine.ts';
import { spread, table } from '../support/statistics.ts';

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

type Measured = { readonly perSecond: number; readonly cpuMs: number; readonly busy: number };
const measured = new Map<number, Measured[]>();
for (let round = 0; round < Number(values.rounds); round += 1) {
  for (let count = 1; count <= most; count += 1) {
    measured.set(count, [...(measured.get(count) ?? []), await roundOf(nodes.slice(0, count))]);
  }
}
const one = measured.get(1) ?? [];
const rows = [...measured].map(([count, each]) => [
  String(count),
  spread(
    each.map(({ perSecond }) => perSecond),
    0,
  ),
  spread(each.map(({ perSecond }, index) => perSecond / (one[index]?.perSecond ?? Number.NaN))),
  spread(each.map(({ cpuMs }) => cpuMs)),
  spread(each.map(({ busy }) => busy)),
]);
const head = [
  'paid sessions a second',
  'to one node, round by round',
  'CPU of the nodes, ms each',
  'cores busy',
];
process.stdout.write(`${table([`nodes, on ${cores} cores`, ...head], rows)}\n`);

/** The same crowd, shared among them. */
async function roundOf(some: readonly Contender[]): Promise<Measured> {
  const size = Math.floor(Number(values.crowd) / some.length);
  const busy = busyMs();
  const start = performance.now();
  const rounds = await Promise.all(some.map(({ shop }) => crowdOf(shop, size, Number(values.seconds))));
  const sum = (of: (round: Round) => number) => rounds.reduce((all, round) => all + of(round), 0);
  return {
    perSecond: sum(({ perSecond }) => perSecond),
    cpuMs: sum(({ cpuMs, count }) => cpuMs * count) / sum(({ count }) => count),
    busy: (busyMs() - busy) / (performance.now() - start),
  };
}

/** Of all cores together, whoever worked on them: once all are busy, more nodes only share what there is. */
function busyMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}
