/**
 * `pnpm --filter @checkout/bench overload` (after `turbo run build`): how long shoppers wait for `checkout.pay` while three times as many begin as
 * one node can serve. What it can serve is measured first; then half of that is normal load, and three times that is overload. Services make the sessions; who is refused
 * one goes away, all others read, ask for the total and pay. Prints the 99th percentiles of the same run and their ratio.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { crowdOf } from '../support/load.ts';
import { startMachine } from '../support/machine.ts';
import type { Shop } from '../support/shop.ts';
import { median, quantile, table } from '../support/statistics.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '10' }, rounds: { type: 'string', default: '3' } },
});
const seconds = Number(values.seconds);
const say = (text: string) => process.stdout.write(`${text}\n`);
const TOKEN = 'a-token-of-the-benchmark';

const BODY = JSON.stringify({
  products: [{ name: 'Pro plan', price: 4999, quantity: 1 }],
  currency: 'EUR',
  successUrl: 'https://shop.example/thanks',
});

type Load = {
  /** Of `checkout.pay`, in ms. */
  readonly pays: number[];
  offered: number;
  refused: number;
  /** Refusals that did not say when to try again. */
  silent: number;
  failed: number;
};

/** A service's session, or null where it was refused. */
async function makeSession(pool: Pool, load: Load): Promise<string | null> {
  load.offered += 1;
  const { statusCode, headers, body } = await pool.request({
    method: 'POST',
    path: '/trpc/sessions.create',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    body: BODY,
  });
  const text = await body.text();
  // 429: this node has too much to do; 503: it cannot at all.
  if (statusCode === 429 || statusCode === 503) {
    load.refused += 1;
    if (headers['retry-after'] === undefined) load.silent += 1;
    return null;
  }
  return /"sessionId":"([^"]+)"/.exec(text)?.[1] ?? null;
}

async function goShopping(shop: Shop, pool: Pool, load: Load): Promise<void> {
  try {
    const sessionId = await makeSession(pool, load);
    if (sessionId === null) return;
    await shop.get(sessionId);
    await shop.quote(sessionId);
    const start = performance.now();
    await shop.pay(sessionId);
    load.pays.push(performance.now() - start);
  } catch {
    load.failed += 1;
  }
}

/** Shoppers who begin at a fixed rate, however the earlier ones fare. */
async function offer(shop: Shop, url: string, perSecond: number): Promise<Load> {
  const pool = new Pool(url, { connections: 1_000 });
  const load: Load = { pays: [], offered: 0, refused: 0, silent: 0, failed: 0 };
  const begun: Promise<void>[] = [];
  const start = performance.now();
  for (let number = 0; number < perSecond * seconds; number += 1) {
    const early = start + (number * 1000) / perSecond - performance.now();
    if (early > 1) await wait(early);
    begun.push(goShopping(shop, pool, load));
  }
  await Promise.all(begun);
  await pool.close();
  return load;
}

await using machine = await startMachine();
await using api = await machine.start('api', {
  mode: 'explicit',
  variables: { ATTEMPT_LIMITS: 'on', SERVICE_TOKENS: `bench[pay]:${TOKEN}` },
  connections: 1_000,
});
// What is refused over the budgets of made-up networks would not be capacity.
await using free = await machine.start('api', { mode: 'explicit' });
await crowdOf(free.shop, 32, 4);
const capacity = (await crowdOf(free.shop, 32, seconds)).perSecond;
await free[Symbol.asyncDispose]();
say(`One node serves ${capacity.toFixed(0)} sessions a second, from the session to its payment.`);
await offer(api.shop, api.url, capacity / 4);

const rows: string[][] = [];
const ratios: number[] = [];
for (let round = 1; round <= Number(values.rounds); round += 1) {
  const p99: number[] = [];
  for (const [name, rate] of [
    ['normal', capacity / 2],
    ['overload', capacity * 3],
  ] as const) {
    const load = await offer(api.shop, api.url, rate);
    p99.push(quantile(load.pays, 0.99));
    rows.push([
      String(round),
      name,
      rate.toFixed(0),
      String(load.pays.length),
      median(load.pays).toFixed(0),
      quantile(load.pays, 0.99).toFixed(0),
      `${((load.refused / load.offered) * 100).toFixed(0)} %`,
      String(load.silent),
      String(load.failed),
    ]);
  }
  ratios.push((p99[1] ?? Number.NaN) / (p99[0] ?? Number.NaN));
}
say(
  table(
    [
      'round',
      'load',
      'offered a second',
      'paid',
      'pay p50, ms',
      'pay p99, ms',
      'refused a session',
      'without Retry-After',
      'failed',
    ],
    rows,
  ),
);
say(
  `\np99 of pay under overload, to normal: ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}; wanted: 2 at most.`,
);
