/**
 * `pnpm --filter @checkout/bench soak --minutes 60 --rate 5` (after `turbo run build`): sessions that are paid at a steady
 * rate, with Inflow's webhooks and a watcher for each, the memory of the api minute by minute, and whether it grows.
 */
import { get } from 'node:http';
import { parseArgs } from 'node:util';
import { goShopping, streamOf } from '../support/load.ts';
import { startMachine } from '../support/machine.ts';
import { heapOf, mallocOf, memoryOf, REPORTS_HEAP } from '../support/memory.ts';
import type { Shop } from '../support/shop.ts';
import { WEBHOOK_SECRET } from '../support/signed-deliveries.ts';
import { quantile, trendOf } from '../support/statistics.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, rate: { type: 'string', default: '5' } },
});
const minutes = Number(values.minutes);
const say = (text: string) => process.stdout.write(`${text}\n`);

await using machine = await startMachine();
await using api = await machine.start('api', {
  mode: 'explicit',
  variables: { INFLOW_WEBHOOK_SECRET: WEBHOOK_SECRET, LOG_LEVEL: 'error', ...REPORTS_HEAP },
});
await api.inflow.webhooks.configure({ url: `${api.url}/webhooks/inflow`, secret: WEBHOOK_SECRET });
let watching = 0;
const shop: Shop = { ...api.shop, create: createAndWatch };
for (let warm = 0; warm < 100; warm += 1) await goShopping(shop);

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
say(
  '| minute | sessions | p99 of a session, ms | watching | heap, MB | its pages | outside it | of that buffers | malloc | files | resident |',
);
say('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
const heap: number[] = [];
const resident: number[] = [];
for (let minute = 1; minute <= minutes; minute += 1) {
  const round = await streamOf(shop, Number(values.rate), 60);
  const p99 = quantile(round.latencies.session, 0.99);
  const { used, total, external, buffers } = await heapOf(api);
  const all = memoryOf(api.pid);
  heap.push(used / 1e6);
  resident.push(all / 1e6);
  const files = all - memoryOf(api.pid, 'RssAnon');
  const parts = [used, total, external, buffers, mallocOf(api.pid), files, all].map(megabytes);
  say(`| ${[minute, round.count, p99.toFixed(0), watching, ...parts].join(' | ')} |`);
}
// The first third is warming up: caches and compiled code grow for a while, and then no more.
const warm = Math.floor(minutes / 3);
say(`\nFrom minute ${warm + 1} on, by least squares:`);
say(`heap: ${verdictOf(heap.slice(warm))}`);
say(`resident: ${verdictOf(resident.slice(warm))}`);

/** A growth that its own uncertainty covers, or of less than a hundredth an hour, is none. */
function verdictOf(points: readonly number[]): string {
  const { mean, slope, error } = trendOf(points);
  const [hourly, uncertain] = [slope * 60, 2 * error * 60];
  const grows = hourly - uncertain > mean / 100;
  if (points.length < 3) return 'too short to say.';
  return `${mean.toFixed(1)} MB, ${hourly.toFixed(2)} ± ${uncertain.toFixed(2)} MB an hour: ${grows ? 'GROWS' : 'flat'}.`;
}

/** The page's connection, which the api ends when the session is paid. */
async function createAndWatch(): Promise<string> {
  const sessionId = await api.shop.create();
  const input = encodeURIComponent(JSON.stringify({ sessionId }));
  get(`${api.url}/trpc/checkout.watch?input=${input}`, (answer) => {
    watching += 1;
    answer.once('close', () => {
      watching -= 1;
    });
    answer.resume();
  }).on('error', () => undefined);
  return sessionId;
}
