/**
 * `pnpm --filter @checkout/bench flood` (after `turbo run build`): how long shoppers wait for `checkout.pay` while sessions are made as
 * fast as they can be: with nothing else going on, with a flood from one network, and with one from thousands, each with the limits of
 * load on and off. Prints medians, their ratio to the quiet time, and what became of the flood.
 */
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { startMachine } from '../support/machine.ts';
import type { Shop } from '../support/shop.ts';
import { median, quantile, table } from '../support/statistics.ts';

const { values } = parseArgs({
  options: { connections: { type: 'string', default: '500' }, seconds: { type: 'string', default: '10' } },
});
const connections = Number(values.connections);
const seconds = Number(values.seconds);
const say = (text: string) => process.stdout.write(`${text}\n`);

type Source = 'none' | 'one network' | 'thousands of networks';
const SOURCES: readonly Source[] = ['none', 'one network', 'thousands of networks'];

const BODY = JSON.stringify({ items: [{ sku: 'pro', quantity: 1 }] });

/** A documentation address (RFC 5737) or one of the benchmark range (RFC 2544), for an api that believes its proxy. */
const addressOf = (source: Source, index: number) =>
  source === 'one network' ? '203.0.113.7' : `198.19.${(index >> 8) & 255}.${index & 255}`;

/** Makes sessions until it is stopped; resolves to how many calls were served and refused. */
function flood(url: string, source: Source, stopping: AbortSignal) {
  const pool = new Pool(url, { connections });
  const counts = { served: 0, refused: 0 };
  let sent = 0;
  const run = async () => {
    while (!stopping.aborted) {
      const response = await pool.request({
        method: 'POST',
        path: '/trpc/checkout.create',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': addressOf(source, sent++) },
        body: BODY,
      });
      await response.body.dump();
      if (response.statusCode === 200) counts.served += 1;
      else counts.refused += 1;
    }
  };
  const ended = Promise.all(Array.from({ length: source === 'none' ? 0 : connections }, run));
  return {
    async result() {
      await ended;
      await pool.close();
      return counts;
    },
  };
}

/** Two shoppers, one payment after the other, whose sessions were there before. In ms. */
async function payAll(shop: Shop, sessionIds: readonly string[]): Promise<number[]> {
  const waiting = [...sessionIds];
  const waits: number[] = [];
  const deadline = performance.now() + seconds * 1_000;
  const shopper = async () => {
    for (let id = waiting.pop(); id !== undefined && performance.now() < deadline; id = waiting.pop()) {
      const start = performance.now();
      await shop.pay(id);
      waits.push(performance.now() - start);
    }
  };
  await Promise.all([shopper(), shopper()]);
  return waits;
}

await using machine = await startMachine();
const rows: string[][] = [];
for (const limits of ['off', 'on']) {
  let quiet = Number.NaN;
  for (const source of SOURCES) {
    await using api = await machine.start('api', { mode: 'explicit', variables: { ATTEMPT_LIMITS: limits } });
    const sessionIds: string[] = [];
    // Within the burst of one network.
    for (let count = 0; count < 500; count += 1) sessionIds.push(await api.shop.create());
    await payAll(api.shop, sessionIds.splice(0, 50));
    const stopping = new AbortController();
    const flooding = flood(api.url, source, stopping.signal);
    const waits = await payAll(api.shop, sessionIds);
    stopping.abort();
    const { served, refused } = await flooding.result();
    if (source === 'none') quiet = median(waits);
    rows.push([
      limits,
      source,
      String(waits.length),
      median(waits).toFixed(1),
      quantile(waits, 0.99).toFixed(1),
      (median(waits) / quiet).toFixed(1),
      String(served),
      String(refused),
    ]);
    say(`Limits ${limits}, flood from ${source}: done.`);
  }
}
say(
  table(
    ['limits', 'flood from', 'payments', 'median ms', 'p99 ms', 'times the quiet median', 'made', 'refused'],
    rows,
  ),
);
