/**
 * `pnpm --filter @checkout/bench events` (after `turbo run build`): events that are committed, numbered, signed, sent, and
 * recorded as delivered, beside a bare loop that signs and posts the same bodies, in the same run and on the same core.
 * `--rounds 5 --events 20000 --a-session 2`: so many events of each session, which are sent one after the other.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startProgram } from '@checkout/e2e/support/child-program';
import { createApiClient } from '@checkout/e2e/support/clients';
import pg from 'pg';
import type { Sending } from '../support/bare-sender.ts';
import { cpuMsOf, goShopping } from '../support/load.ts';
import { pinServer, startMachine } from '../support/machine.ts';
import { PACKAGE } from '../support/paths.ts';
import { postgresCpuMs } from '../support/postgres-cpu.ts';
import { spread, table } from '../support/statistics.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    events: { type: 'string', default: '20000' },
    'a-session': { type: 'string', default: '2' },
  },
});
const count = Number(values.events);
const TOKEN = 'a-token-for-the-benchmarks';
/** As many as a node sends to one endpoint. */
const AT_ONCE = 16;
const say = (text: string) => process.stdout.write(`${text}\n`);

await using machine = await startMachine();
await using sink = await program('The sink', 'event-sink.ts', /^Sink ready: (\d+)$/);
await using sender = await program('The bare sender', 'bare-sender.ts', /^Sender ready: (\d+)$/);
pinServer(sender.pid);
const sinkUrl = `http://127.0.0.1:${sink.said[0]}/events`;
await using api = await machine.start('api', {
  mode: 'explicit',
  variables: { SERVICE_TOKENS: `bench:${TOKEN}`, LOG_LEVEL: 'error' },
});
const service = createApiClient(api.url, TOKEN);
const client = new pg.Client({ connectionString: api.databaseUrl });
await client.connect();
const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
const backend = rows[0]?.pid ?? Number.NaN;

await goShopping(api.shop);
const { events: real } = await service.events.list.query({});
const event = real.at(-1);
if (event === undefined) throw new Error('A paid session has written no event');
await service.endpoints.create.mutate({ url: sinkUrl });
const secret = `whsec_${randomBytes(32).toString('base64')}`;

type Round = { readonly perSecond: number; readonly cpuMs: number; readonly postgresMs: number };
const rounds: Record<'api' | 'bare', Round[]> = { api: [], bare: [] };
await sendByApi(5_000);
await sendBare(5_000);
for (let round = 0; round < Number(values.rounds); round += 1) {
  rounds.api.push(await sendByApi(count));
  rounds.bare.push(await sendBare(count));
}
await client.end();
say(comparison());

function program(name: string, file: string, ready: RegExp) {
  return startProgram({ name, script: join(PACKAGE, 'support', file), folder: PACKAGE, env: {}, ready });
}

async function sendByApi(size: number): Promise<Round> {
  // Of sessions that are not there: they are looked at only when an event is written.
  await client.query(
    `insert into events (type, session_id, sequence, data)
     select $1, 'cs_' || md5(clock_timestamp()::text || i / $4), 1 + i % $4, $2::jsonb from generate_series(0, $3 - 1) as i`,
    [event?.type, JSON.stringify(event?.data), size, Number(values['a-session'])],
  );
  return measured(size, api.pid, async () => {
    const before = await taken();
    await client.query("select pg_notify('checkout_session', 'events')");
    while ((await taken()) < before + size) await wait(20);
  });
}

function sendBare(size: number): Promise<Round> {
  const sending = {
    url: sinkUrl,
    secret,
    count: size,
    atOnce: AT_ONCE,
    event: event ?? {},
  } satisfies Sending;
  return measured(size, sender.pid, async () => {
    const answer = await fetch(`http://127.0.0.1:${sender.said[0]}`, {
      method: 'POST',
      body: JSON.stringify(sending),
    });
    if (!answer.ok) throw new Error('The bare sender has failed');
  });
}

async function taken(): Promise<number> {
  return Number(await (await fetch(sinkUrl)).text());
}

async function measured(size: number, pid: number, work: () => Promise<void>): Promise<Round> {
  const [cpu, postgres, start] = [cpuMsOf(pid), postgresCpuMs(backend), performance.now()];
  await work();
  const seconds = (performance.now() - start) / 1000;
  return {
    perSecond: size / seconds,
    cpuMs: (cpuMsOf(pid) - cpu) / size,
    postgresMs: (postgresCpuMs(backend) - postgres) / size,
  };
}

function comparison(): string {
  const of = (name: 'api' | 'bare', what: (round: Round) => number) => rounds[name].map(what);
  const row = (title: string, what: (round: Round) => number, digits: number) => [
    title,
    spread(of('api', what), digits),
    spread(of('bare', what), digits),
    spread(of('api', what).map((value, index) => value / (of('bare', what)[index] ?? Number.NaN))),
  ];
  const apiOnly = (title: string, what: (round: Round) => number, digits: number) => [
    title,
    spread(of('api', what), digits),
    '',
    '',
  ];
  return table(
    [`${count} events, ${values['a-session']} a session`, 'api', 'bare loop', 'api ÷ bare loop'],
    [
      row('delivered a second', ({ perSecond }) => perSecond, 0),
      row('CPU of the process, ms each', ({ cpuMs }) => cpuMs, 3),
      row('a second on a core of the process', ({ cpuMs }) => 1000 / cpuMs, 0),
      apiOnly('CPU of PostgreSQL, ms each', ({ postgresMs }) => postgresMs, 3),
      apiOnly('a second on a core of both', ({ cpuMs, postgresMs }) => 1000 / (cpuMs + postgresMs), 0),
    ],
  );
}
