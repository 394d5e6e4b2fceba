/**
 * `pnpm --filter @checkout/e2e soak --minutes 60 --rate 10` (after `pnpm turbo run build`): sessions that are paid at a steady
 * rate, with Inflow's webhooks and a watcher for each, and the memory of the api minute by minute.
 */
import { get } from 'node:http';
import { parseArgs } from 'node:util';
import { goShopping, streamOf } from './load.ts';
import { startMachine } from './machine.ts';
import { memoryOf } from './memory.ts';
import type { Shop } from './shop.ts';
import { WEBHOOK_SECRET } from './signed.ts';
import { quantile } from './statistics.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, rate: { type: 'string', default: '10' } },
});
const minutes = Number(values.minutes);
const say = (text: string) => process.stdout.write(`${text}\n`);

await using machine = await startMachine();
await using api = await machine.start('api', {
  mode: 'explicit',
  variables: { INFLOW_WEBHOOK_SECRET: WEBHOOK_SECRET, LOG_LEVEL: 'error', RECONCILE_AFTER_MS: '5000' },
});
await api.inflow.webhooks.configure({ url: `${api.url}/webhooks/inflow`, secret: WEBHOOK_SECRET });
const shop: Shop = { ...api.shop, create: createAndWatch };
for (let warm = 0; warm < 100; warm += 1) await goShopping(shop);

say('| minute | sessions | p99 of a session, ms | resident, MB |');
say('| --- | --- | --- | --- |');
const resident: number[] = [];
for (let minute = 1; minute <= minutes; minute += 1) {
  const round = await streamOf(shop, Number(values.rate), 60);
  resident.push(memoryOf(api.pid) / 1e6);
  say(
    `| ${minute} | ${round.count} | ${quantile(round.latencies.session, 0.99).toFixed(0)} | ${resident.at(-1)?.toFixed(1)} |`,
  );
}
// The first third is warming up: caches and compiled code grow for a while, and then no more.
const settled = resident.slice(Math.floor(resident.length / 3));
say(`\nFrom minute ${resident.length - settled.length + 1} on: ${slopeOf(settled).toFixed(2)} MB a minute.`);

/** The page's connection, which the api ends when the session is paid. */
async function createAndWatch(): Promise<string> {
  const sessionId = await api.shop.create();
  const input = encodeURIComponent(JSON.stringify({ sessionId }));
  get(`${api.url}/trpc/checkout.watch?input=${input}`, (answer) => answer.resume()).on(
    'error',
    () => undefined,
  );
  return sessionId;
}

/** Least squares. */
function slopeOf(points: readonly number[]): number {
  const middle = (points.length - 1) / 2;
  const mean = points.reduce((sum, each) => sum + each, 0) / points.length;
  const above = points.reduce((sum, each, index) => sum + (index - middle) * (each - mean), 0);
  return above / points.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
}
