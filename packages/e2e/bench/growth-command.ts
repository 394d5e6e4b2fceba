/**
 * `pnpm --filter @checkout/e2e bench:growth` (after `pnpm turbo run build`): every procedure on a database with 1 000 000 paid
 * sessions and 5 000 000 audit rows, beside an empty one, call by call in turn, in rounds; then what the reconciler's rounds
 * take on both. `--count 1000000 --rounds 5 --lives 200`; `--pause yes` waits for a line on its input once the database is
 * filled, which takes minutes of all cores, so that the machine can be made quiet before anything is measured.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createApiClient } from '../src/clients.ts';
import { REPOSITORY } from '../src/paths.ts';
import { goShopping } from './load.ts';
import { type Contender, startMachine } from './machine.ts';
import { liveOnce, type Old, type Timings } from './procedures.ts';
import { roundsOf } from './reconciler-rounds.ts';
import { median, quantile, spread, table } from './statistics.ts';

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
await using empty = await start();
await using full = await startOnFull();
if (values.pause === 'yes') {
  say('Filled. A line on the input begins the measuring.');
  await createInterface({ input: process.stdin }).question('');
}

const sides = [await sideOf(empty), await sideOf(full)] as const;
type Side = Awaited<ReturnType<typeof sideOf>>;
await live(20);
for (const side of sides) side.rounds.length = 0;
for (let round = 1; round <= Number(values.rounds); round += 1) {
  await live(lives);
  say(`Round ${round} of ${values.rounds}.`);
}
process.stdout.write(`${comparison()}\n\n`);
say('The reconciler.');
process.stdout.write(`${await roundsOf(machine, [empty, full])}\n`);

/** Filled while no api works on it, which would only wait. */
async function startOnFull(): Promise<Contender> {
  const migrated = await start();
  await migrated[Symbol.asyncDispose]();
  const size = await fill(migrated.databaseUrl);
  say(`${count} sessions: ${size} MB.`);
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

/** Not always the same one first. */
async function live(times: number): Promise<void> {
  for (const { rounds } of sides) rounds.push(new Map());
  for (let life = 0; life < times; life += 1) {
    for (const { callers, old, rounds } of life % 2 === 0 ? sides : sides.toReversed())
      await liveOnce(callers, old, rounds.at(-1) ?? new Map());
  }
}

/** Of each procedure the median and p99, and their ratios round by round. */
function comparison(): string {
  const [before, after] = sides;
  const timesOf = (side: Side, name: string) => side.rounds.map((round) => round.get(name) ?? []);
  const rows = [...(before.rounds[0] ?? new Map<string, number[]>()).keys()].map((name) => {
    const cells = [0.5, 0.99].flatMap((share) => {
      const [small, large] = [before, after].map((side) =>
        timesOf(side, name).map((times) => quantile(times, share)),
      );
      const ratios = (large ?? []).map((value, index) => value / (small?.[index] ?? Number.NaN));
      const all = [before, after].map((side) => quantile(timesOf(side, name).flat(), share));
      const [one = Number.NaN, other = Number.NaN] = all;
      return [one.toFixed(1), other.toFixed(1), (other / one).toFixed(2), spread(ratios)];
    });
    return { name, cells, worst: Number(cells.at(-2)) };
  });
  const outside = rows.filter(({ worst }) => worst > 1.3).map(({ name }) => name);
  const worst = rows.map((row) => row.worst);
  return [
    table(
      ['ms', 'p50 empty', 'p50 full', 'ratio', 'by rounds', 'p99 empty', 'p99 full', 'ratio', 'by rounds'],
      rows.map(({ name, cells }) => [name, ...cells]),
    ),
    '',
    `p99, full to empty: median of the procedures ${median(worst).toFixed(2)}, largest ${Math.max(...worst).toFixed(2)}. ` +
      `Above 1.3: ${outside.length === 0 ? 'none' : outside.join(', ')}.`,
  ].join('\n');
}

async function fill(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  client.on('notice', ({ message }) => say(`Filling: ${message ?? ''}`));
  // One checkpoint at the end instead of one a gigabyte.
  await client.query("alter system set max_wal_size = '16GB'");
  await client.query('select pg_reload_conf()');
  await client.query(`set fill.count = '${count}'`);
  await client.query(await readFile(join(REPOSITORY, 'apps', 'api', 'test', 'support', 'fill.sql'), 'utf8'));
  say('Filling: vacuum analyze, checkpoint');
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

/** Paid sessions of long ago and a page in the middle; where there are none, a few pages of them are made now. */
async function oldOnes({ databaseUrl, shop }: Contender): Promise<Old> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ empty: boolean }>(
    'select not exists (select from payments) as empty',
  );
  const isEmpty = rows[0]?.empty === true;
  if (isEmpty) for (let made = 0; made < 100; made += 1) await goShopping(shop);
  const paid = await client.query<{ id: string }>(
    "select id from sessions where status = 'complete' and random() < $1 limit 2000",
    [isEmpty ? 1 : Math.max(0.01, 4000 / count)],
  );
  const middle = await client.query<{ id: string; at: string }>(
    'select id, extract(epoch from created_at) * 1000 as at from payments order by created_at offset $1 limit 1',
    [isEmpty ? 99 : Math.floor(count / 2)],
  );
  await client.end();
  const [page] = middle.rows;
  if (page === undefined) throw new Error('No payment to begin a page at');
  const position = `${Math.floor(Number(page.at))}.${page.id}`;
  return { sessionIds: paid.rows.map(({ id }) => id), cursor: Buffer.from(position).toString('base64url') };
}
