/**
 * `pnpm --filter @checkout/bench growth` (after `turbo run build`): every procedure on a database with 1 000 000 paid
 * sessions and 5 000 000 audit rows, beside one with a hundred, call by call in turn, in rounds; beside a second one with a
 * hundred, which shows how far numbers go apart by themselves; then what the reconciler's rounds take.
 * `--count 1000000 --rounds 5 --lives 200`; `--pause yes` waits for a line on its input once the database is filled, which
 * takes minutes of all cores, so that the machine can be made quiet before anything is measured.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createApiClient } from '@checkout/e2e/support/clients';
import { REPOSITORY } from '@checkout/e2e/support/paths';
import pg from 'pg';
import { type Contender, startMachine } from '../support/machine.ts';
import { liveOnce, type Old, type Timings } from '../support/procedures.ts';
import { roundsOf } from '../support/reconciler-rounds.ts';
import { quantile, spread, table } from '../support/statistics.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    lives: { type: 'string', default: '200' },
    pause: { type: 'string', default: 'no' },
  },
});
const count = Number(values.count);
const lives = Number(values.lives);
/** What there has to be on a database that is called empty, so that every procedure has something to answer. */
const FEW = 100;
const TOKEN = 'a-token-for-the-benchmarks';
const begun = performance.now();
const say = (text: string) =>
  process.stdout.write(`[${((performance.now() - begun) / 1000).toFixed(0)} s] ${text}\n`);

await using machine = await startMachine();
const start = (beside?: Contender) =>
  machine.start('api', {
    mode: 'explicit',
    variables: { SERVICE_TOKENS: `bench:${TOKEN}`, LOG_LEVEL: 'error' },
    ...(beside === undefined ? {} : { beside }),
  });
await using empty = await startFilled(FEW);
await using control = await startFilled(FEW);
await using full = await startFilled(count);
if (values.pause === 'yes') {
  say('Filled. A line on the input begins the measuring.');
  using input = createInterface({ input: process.stdin });
  await once(input, 'line');
  process.stdin.destroy();
}

const sides = [await sideOf(empty), await sideOf(control), await sideOf(full)] as const;
await live(20);
for (const { rounds } of sides) rounds.length = 0;
for (let round = 1; round <= Number(values.rounds); round += 1) {
  await live(lives);
  say(`Round ${round} of ${values.rounds}.`);
}
process.stdout.write(`${comparison()}\n\n`);
say('The reconciler.');
process.stdout.write(`${await roundsOf(machine, [empty, full])}\n`);

/** Filled while no api works on it, which would only wait. */
async function startFilled(size: number): Promise<Contender> {
  const migrated = await start();
  await migrated[Symbol.asyncDispose]();
  const megabytes = await fill(migrated.databaseUrl, size);
  say(`${size} sessions: ${megabytes} MB.`);
  return start(migrated);
}

async function sideOf(contender: Contender) {
  const { url } = contender;
  const callers = {
    url,
    token: TOKEN,
    shopper: createApiClient(url),
    service: createApiClient(url, TOKEN),
  };
  return { callers, old: await oldOnes(contender), rounds: [] as Timings[] };
}

/** Each time another one is first. */
async function live(times: number): Promise<void> {
  for (const { rounds } of sides) rounds.push(new Map());
  for (let life = 0; life < times; life += 1) {
    const first = life % sides.length;
    for (const { callers, old, rounds } of [...sides.slice(first), ...sides.slice(0, first)])
      await liveOnce(callers, old, rounds.at(-1) ?? new Map());
  }
}

/** Of each procedure the median and p99 of all rounds, their ratio with its spread over the rounds, and the control's. */
function comparison(): string {
  const [base, other, grown] = sides;
  const rows = [...(base.rounds[0] ?? new Map<string, number[]>()).keys()].map((name) => {
    const roundsOfSide = (side: typeof base) => side.rounds.map((round) => round.get(name) ?? []);
    const quantileOf = (side: typeof base, share: number) => quantile(roundsOfSide(side).flat(), share);
    const against = (side: typeof base, share: number) => quantileOf(side, share) / quantileOf(base, share);
    const cells = [0.5, 0.99].flatMap((share) => {
      const each = roundsOfSide(grown).map(
        (times, index) => quantile(times, share) / quantile(roundsOfSide(base)[index] ?? [], share),
      );
      const ratio = `${against(grown, share).toFixed(2)} (${Math.min(...each).toFixed(2)}–${Math.max(...each).toFixed(2)})`;
      const times = [base, grown].map((side) => quantileOf(side, share).toFixed(1));
      return [...times, ratio, against(other, share).toFixed(2)];
    });
    return { name, cells, ratio: against(grown, 0.99), noise: against(other, 0.99) };
  });
  const head = ['empty', 'full', 'full ÷ empty', 'empty ÷ empty'];
  const told = (title: string, ratios: number[]) =>
    `${title}: ${spread(ratios)} over the procedures, ${ratios.filter((ratio) => ratio > 1.3).length} above 1.3.`;
  return [
    table(
      ['ms', ...head.map((each) => `p50 ${each}`), ...head.map((each) => `p99 ${each}`)],
      rows.map(({ name, cells }) => [name, ...cells]),
    ),
    '',
    told(
      'p99, full ÷ empty',
      rows.map(({ ratio }) => ratio),
    ),
    told(
      'p99, empty ÷ empty',
      rows.map(({ noise }) => noise),
    ),
  ].join('\n');
}

async function fill(databaseUrl: string, size: number): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  if (size > FEW) client.on('notice', ({ message }) => say(`Filling: ${message ?? ''}`));
  // One checkpoint at the end instead of one a gigabyte.
  await client.query("alter system set max_wal_size = '16GB'");
  await client.query('select pg_reload_conf()');
  await client.query(`set fill.count = '${size}'`);
  await client.query(await readFile(join(REPOSITORY, 'apps', 'api', 'test', 'support', 'fill.sql'), 'utf8'));
  await client.query('vacuum analyze');
  await client.query('alter system reset max_wal_size');
  await client.query('select pg_reload_conf()');
  await client.query('checkpoint');
  const { rows } = await client.query<{ size: string }>(
    'select round(pg_database_size(current_database()) / 1e6) as size',
  );
  await client.end();
  return rows[0]?.size ?? '';
}

/** Paid sessions of long ago, and a page in the middle. */
async function oldOnes({ databaseUrl }: Contender): Promise<Old> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const paid = await client.query<{ id: string }>(
    `select id from sessions where status = 'complete' and random() < 4000.0 / (select reltuples from pg_class where relname = 'sessions') limit 2000`,
  );
  const middle = await client.query<{ id: string; at: string }>(
    `select id, extract(epoch from created_at) * 1000 as at from payments
     order by created_at offset (select count(*) / 2 from payments) limit 1`,
  );
  await client.end();
  const [page] = middle.rows;
  if (page === undefined) throw new Error('No payment to begin a page at');
  const position = `${Math.floor(Number(page.at))}.${page.id}`;
  return { sessionIds: paid.rows.map(({ id }) => id), cursor: Buffer.from(position).toString('base64url') };
}
