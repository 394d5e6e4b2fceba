/**
 * `pnpm --filter @checkout/bench kept-events` (after `turbo run build`): lists of events and deliveries, and the sending of new events, on a
 * database with 1 000 000 events that one endpoint has taken, beside one with a hundred; call by call in turn.
 * `--count 1000000 --calls 500 --bursts 5`.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startProgram } from '@checkout/e2e/support/child-program';
import { type ApiClient, createApiClient } from '@checkout/e2e/support/clients';
import { REPOSITORY } from '@checkout/e2e/support/paths';
import pg from 'pg';
import { type Contender, startMachine } from '../support/machine.ts';
import { PACKAGE } from '../support/paths.ts';
import { quantile, table } from '../support/statistics.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    calls: { type: 'string', default: '500' },
    bursts: { type: 'string', default: '5' },
  },
});
/** What there has to be on a database that is called empty, so that every list has something to answer. */
const FEW = 100;
/** Events that are written at once. */
const BURST = 1_000;
const TOKEN = 'a-token-for-the-benchmarks';
const SECRET = `whsec_${Buffer.from('only for the benchmarks of events').toString('base64')}`;
const FILL = join(REPOSITORY, 'apps', 'api', 'test', 'support', 'fill-events.sql');
const endpointId = 'ep_filled';

await using machine = await startMachine();
await using sink = await startProgram({
  name: 'The sink',
  script: join(PACKAGE, 'support', 'event-sink.ts'),
  folder: PACKAGE,
  env: {},
  ready: /^Sink ready: (\d+)$/,
});
await using empty = await startFilled(FEW);
await using full = await startFilled(Number(values.count));
const sides = [await sideOf(empty, FEW), await sideOf(full, Number(values.count))] as const;

type Read = (client: ApiClient, middle: number) => Promise<unknown>;
const READS: Readonly<Record<string, Read>> = {
  'events.list': ({ events }) => events.list.query({}),
  'events.list, from the middle': ({ events }, middle) => events.list.query({ after: String(middle) }),
  'events.list, nothing new': ({ events }, middle) => events.list.query({ after: String(middle * 4) }),
  'events.list, a rare type': ({ events }) => events.list.query({ types: ['refund.failed'] }),
  'events.list, two types from the middle': ({ events }, middle) =>
    events.list.query({ after: String(middle), types: ['session.completed', 'refund.failed'] }),
  'endpoints.deliveries': ({ endpoints }) => endpoints.deliveries.query({ endpointId }),
  'endpoints.deliveries, from the middle': ({ endpoints }, middle) =>
    endpoints.deliveries.query({ endpointId, cursor: String(middle) }),
  'endpoints.deliveries, waiting': ({ endpoints }) =>
    endpoints.deliveries.query({ endpointId, state: 'waiting' }),
  'endpoints.list': ({ endpoints }) => endpoints.list.query(),
};
const names = [...Object.keys(READS), `${BURST} events, until the last is delivered`];
const times = new Map(names.map((name) => [name, [[], []] as [number[], number[]]]));

for (let call = -20; call < Number(values.calls); call += 1) {
  for (const [name, read] of Object.entries(READS)) {
    // Each time another one is first.
    for (const index of call % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const start = performance.now();
      await read(sides[index].client, sides[index].middle);
      if (call >= 0) times.get(name)?.[index].push(performance.now() - start);
    }
  }
}
for (let burst = -1; burst < Number(values.bursts); burst += 1) {
  for (const index of burst % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
    const ms = await sides[index].burst();
    if (burst >= 0) times.get(names.at(-1) ?? '')?.[index].push(ms);
  }
}
for (const side of sides) await side.close();
const line = (name: string) => {
  const [few = [], many = []] = times.get(name) ?? [];
  return [0.5, 0.99].flatMap((share) => {
    const [one, other] = [quantile(few, share), quantile(many, share)];
    return [one.toFixed(1), other.toFixed(1), (other / one).toFixed(2)];
  });
};
process.stdout.write(
  `${table(
    ['ms', 'p50 few', `p50 ${values.count}`, 'ratio', 'p99 few', `p99 ${values.count}`, 'ratio'],
    names.map((name) => [name, ...line(name)]),
  )}\n`,
);

/** Filled while no api works on it. */
async function startFilled(size: number): Promise<Contender> {
  const variables = { SERVICE_TOKENS: `bench:${TOKEN}`, LOG_LEVEL: 'error' };
  const migrated = await machine.start('api', { mode: 'explicit', variables });
  await migrated[Symbol.asyncDispose]();
  const client = new pg.Client({ connectionString: migrated.databaseUrl });
  await client.connect();
  await client.query(
    `set fill.events = '${size}'; set fill.url = 'http://127.0.0.1:${sink.said[0]}/'; set fill.secret = '${SECRET}'`,
  );
  await client.query(await readFile(FILL, 'utf8'));
  await client.query('vacuum analyze');
  await client.end();
  return machine.start('api', { mode: 'explicit', variables, beside: migrated });
}

async function sideOf({ url, databaseUrl }: Contender, size: number) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const waiting = async () => {
    const { rows } = await client.query<{ left: boolean }>(
      `select exists (select from events where position is null) or exists (select from event_deliveries where state = 'waiting')
         or (select position from endpoints) < (select max(position) from events) as left`,
    );
    return rows[0]?.left === true;
  };
  return {
    client: createApiClient(url, TOKEN),
    middle: Math.floor(size / 2),
    async burst() {
      const start = performance.now();
      await client.query(
        `with written as (
           insert into events (type, data) select 'session.completed', data
           from (select data from events limit 1) as one, generate_series(1, $1))
         select pg_notify('checkout_session', 'events')`,
        [BURST],
      );
      while (await waiting()) await wait(5);
      return performance.now() - start;
    },
    close: () => client.end(),
  };
}
