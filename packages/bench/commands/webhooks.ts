/**
 * `pnpm --filter @checkout/bench webhooks` (after `turbo run build`): signed deliveries that are committed before
 * they are acknowledged, beside a bare verifier, in the same run; then a backlog, and a shopper beside it.
 * `--rounds 5 --deliveries 10000 --crowd 128 --backlog 100000 --known 1000`: about so many payments of ours in turn; `--known 0`:
 * each about another payment, which is not ours.
 */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startProgram } from '@checkout/e2e/support/child-program';
import pg from 'pg';
import { Pool } from 'undici';
import { cpuMsOf, goShopping } from '../support/load.ts';
import { pinServer, startMachine } from '../support/machine.ts';
import { PACKAGE } from '../support/paths.ts';
import { signedDeliveries, WEBHOOK_SECRET } from '../support/signed-deliveries.ts';
import { quantile, spread, table } from '../support/statistics.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    deliveries: { type: 'string', default: '10000' },
    crowd: { type: 'string', default: '128' },
    backlog: { type: 'string', default: '100000' },
    known: { type: 'string', default: '1000' },
  },
});
const crowd = Number(values.crowd);
const say = (text: string) => process.stdout.write(`${text}\n`);

await using machine = await startMachine();
await using api = await machine.start('api', {
  mode: 'explicit',
  variables: { INFLOW_WEBHOOK_SECRET: WEBHOOK_SECRET, LOG_LEVEL: 'error' },
});
await using verifier = await startProgram({
  name: 'The verifier',
  script: join(PACKAGE, 'support', 'verifier.ts'),
  folder: PACKAGE,
  env: {},
  ready: /^Verifier ready: (\d+)$/,
});
pinServer(verifier.pid);
const client = new pg.Client({ connectionString: api.databaseUrl });
await client.connect();

const contenders = {
  api: { url: api.url, pid: api.pid },
  verifier: { url: `http://127.0.0.1:${verifier.said[0]}`, pid: verifier.pid },
};
const known = await paidPayments(Number(values.known));
await sendAll(contenders.api, 2_000);
await sendAll(contenders.verifier, 2_000);
await drained();

type Round = { readonly perSecond: number; readonly cpuMs: number; readonly p99: number };
const rounds: Record<keyof typeof contenders, Round[]> = { api: [], verifier: [] };
for (let count = 0; count < Number(values.rounds); count += 1) {
  rounds.api.push(await sendAll(contenders.api, Number(values.deliveries)));
  await drained();
  rounds.verifier.push(await sendAll(contenders.verifier, Number(values.deliveries)));
}
const of = (name: keyof typeof contenders, what: keyof Round) => rounds[name].map((round) => round[what]);
const ratios = (what: keyof Round) =>
  of('api', what).map((value, index) => value / (of('verifier', what)[index] ?? Number.NaN));
if (rounds.api.length > 0) say(comparison());

const backlog = Number(values.backlog);
if (backlog > 0) await pileUp();
await client.end();

function comparison(): string {
  return table(
    [
      `${values.deliveries} deliveries, ${crowd} connections`,
      'api: median (spread)',
      'bare verifier',
      'ratio',
    ],
    [
      [
        'accepted a second',
        spread(of('api', 'perSecond'), 0),
        spread(of('verifier', 'perSecond'), 0),
        spread(ratios('perSecond')),
      ],
      [
        'CPU of the process, ms each',
        spread(of('api', 'cpuMs'), 3),
        spread(of('verifier', 'cpuMs'), 3),
        spread(ratios('cpuMs')),
      ],
      ['p99, ms', spread(of('api', 'p99'), 0), spread(of('verifier', 'p99'), 0), ''],
    ],
  );
}

/** Whatever came in at once and is processed behind it, and what a shopper notices. */
async function pileUp(): Promise<void> {
  const calm = await shoppingFor(Promise.resolve(), 20);
  const accepted = await sendAll(contenders.api, backlog);
  const left = await pending();
  const start = performance.now();
  const done = drained();
  const beside = await shoppingFor(done, 20);
  await done;
  const seconds = (performance.now() - start) / 1000;
  const { rows } = await client.query<{ megabytes: string }>(
    "select round(pg_total_relation_size('webhook_deliveries') / 1e6) as megabytes",
  );
  say(`\nA backlog of ${backlog}: accepted at ${accepted.perSecond.toFixed(0)} a second; ${left} were left to process then, \
which took ${seconds.toFixed(0)} s (${(left / seconds).toFixed(0)} a second). Tables and queue: ${rows[0]?.megabytes} MB. \
A paid session, p50: ${quantile(calm, 0.5).toFixed(0)} ms without, ${quantile(beside, 0.5).toFixed(0)} ms (p99 ${quantile(beside, 0.99).toFixed(0)} ms) beside it.`);
}

async function sendAll(to: { url: string; pid: number }, count: number): Promise<Round> {
  const signed = signedDeliveries(count, known);
  const pool = new Pool(to.url, { connections: crowd });
  const latencies: number[] = [];
  const cpu = cpuMsOf(to.pid);
  const start = performance.now();
  const sender = async () => {
    for (let next = signed.pop(); next !== undefined; next = signed.pop()) {
      const sent = performance.now();
      const answer = await pool.request({ method: 'POST', path: '/webhooks/inflow', ...next });
      await answer.body.dump();
      if (answer.statusCode !== 204) throw new Error(`A delivery was answered ${answer.statusCode}`);
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: crowd }, sender));
  const seconds = (performance.now() - start) / 1000;
  const cpuMs = (cpuMsOf(to.pid) - cpu) / count;
  await pool.close();
  return { perSecond: count / seconds, cpuMs, p99: quantile(latencies, 0.99) };
}

async function paidPayments(count: number): Promise<string[]> {
  for (let paid = 0; paid < count; paid += 10)
    await Promise.all(Array.from({ length: 10 }, () => goShopping(api.shop)));
  const { rows } = await client.query<{ id: string }>('select id from payments limit $1', [count]);
  return rows.map(({ id }) => id);
}

async function pending(): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    "select count(*) from webhook_deliveries where state = 'pending'",
  );
  return Number(rows[0]?.count);
}

async function drained(): Promise<void> {
  while ((await pending()) > 0) await wait(250);
}

/** At least so many sessions, one after the other, until the work is done. */
async function shoppingFor(work: Promise<void>, least: number): Promise<number[]> {
  let busy = true;
  void work.finally(() => {
    busy = false;
  });
  const latencies: number[] = [];
  while (busy || latencies.length < least) {
    const start = performance.now();
    await goShopping(api.shop);
    latencies.push(performance.now() - start);
  }
  return latencies;
}
