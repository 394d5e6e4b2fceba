/**
 * `pnpm --filter @checkout/e2e bench:growth` (after `pnpm turbo run build`): every procedure on a database with 1 000 000 paid
 * sessions and 5 000 000 audit rows, beside an empty one, call by call in turn. `--count 1000000 --lives 300`.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createApiClient } from '../src/clients.ts';
import { REPOSITORY } from '../src/paths.ts';
import { type Contender, startMachine } from './machine.ts';
import { liveOnce, type Old, type Timings } from './procedures.ts';
import { quantile, table } from './statistics.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '1000000' }, lives: { type: 'string', default: '300' } },
});
const count = Number(values.count);
const lives = Number(values.lives);
const TOKEN = 'a-token-for-the-benchmarks';
const say = (text: string) => process.stdout.write(`${text}\n`);

await using machine = await startMachine();
const start = () =>
  machine.start('api', {
    mode: 'explicit',
    variables: { SERVICE_TOKENS: `bench:${TOKEN}`, LOG_LEVEL: 'error' },
  });
await using empty = await start();
await using full = await start();
const begun = performance.now();
const size = await fill(full.databaseUrl);
say(`Filled with ${count} sessions in ${((performance.now() - begun) / 1000).toFixed(0)} s: ${size} MB.\n`);

const sides = [
  { contender: empty, timings: new Map() as Timings, old: await oldOnes(empty) },
  { contender: full, timings: new Map() as Timings, old: await oldOnes(full) },
];
for (let life = 0; life < lives + 20; life += 1) {
  // Not always the same one first, and the first lives are warming up.
  for (const { contender, timings, old } of life % 2 === 0 ? sides : sides.toReversed()) {
    const callers = {
      url: contender.url,
      token: TOKEN,
      shopper: createApiClient(contender.url),
      service: createApiClient(contender.url, TOKEN),
    };
    await liveOnce(callers, old, life < 20 ? new Map() : timings);
  }
}
const [before, after] = sides.map(({ timings }) => timings);
const rows = [...(before ?? [])].map(([name, times]) => {
  const grown = after?.get(name) ?? [];
  const cells = [0.5, 0.99].flatMap((share) => {
    const [small, large] = [quantile(times, share), quantile(grown, share)];
    return [small.toFixed(1), large.toFixed(1), (large / small).toFixed(2)];
  });
  return [name, ...cells];
});
say(table(['ms', 'p50 empty', 'p50 full', 'ratio', 'p99 empty', 'p99 full', 'ratio'], rows));

async function fill(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`set fill.count = '${count}'`);
  await client.query(await readFile(join(REPOSITORY, 'apps', 'api', 'test', 'support', 'fill.sql'), 'utf8'));
  await client.query('vacuum analyze');
  await client.query('checkpoint');
  const { rows } = await client.query<{ size: string }>(
    'select round(pg_database_size(current_database()) / 1e6) as size',
  );
  await client.end();
  return rows[0]?.size ?? '';
}

/** Sessions of long ago and a page in the middle; where there are none, ones that are made now. */
async function oldOnes({ databaseUrl, shop }: Contender): Promise<Old> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string }>(
    "select id from sessions where status = 'complete' and random() < 0.01 limit 2000",
  );
  const middle = await client.query<{ id: string; at: string }>(
    'select id, extract(epoch from created_at) * 1000 as at from payments order by created_at offset $1 limit 1',
    [Math.floor(count / 2)],
  );
  await client.end();
  const [page] = middle.rows;
  const sessionIds = rows.map(({ id }) => id);
  while (sessionIds.length < 20) sessionIds.push(await shop.create());
  const position =
    page === undefined ? `${Date.now()}.pay_none` : `${Math.floor(Number(page.at))}.${page.id}`;
  return { sessionIds, cursor: Buffer.from(position).toString('base64url') };
}
