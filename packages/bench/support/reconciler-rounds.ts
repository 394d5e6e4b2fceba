import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Contender, Machine } from './machine.ts';
import { spread, table } from './statistics.ts';

/** Of each kind, on each database: more than the rounds of this time can work off. */
const LEFT_TO_DO = 50_000;
const MEASURED_MS = 20_000;

/** What one run of each job takes where there is as much to do as it does in one: empty beside full. */
export async function roundsOf(machine: Machine, contenders: readonly Contender[]): Promise<string> {
  const sides: Map<string, number[]>[] = [];
  for (const contender of contenders) sides.push(await timesOf(machine, contender));
  const [before, after] = sides;
  const rows = [...(before ?? [])].map(([job, times]) => [
    job,
    spread(times, 1),
    spread(after?.get(job) ?? [], 1),
  ]);
  return table(['one run of a job, ms', 'empty: median (spread)', 'full'], rows);
}

async function timesOf(machine: Machine, contender: Contender): Promise<Map<string, number[]>> {
  const client = new pg.Client({ connectionString: contender.databaseUrl });
  await client.connect();
  await client.query(`
    insert into sessions (id, currency, items, subtotal, created_by, expires_at)
    select 'cs_overdue' || i, 'EUR', '[]', 900, 'shopper', now() - interval '1 minute' from generate_series(1, ${LEFT_TO_DO}) as i;
    insert into webhook_deliveries (svix_id, sent_at, events, state, created_at)
    select 'msg_old' || i, now(), '[]', 'processed', now() - interval '31 days' from generate_series(1, ${LEFT_TO_DO}) as i;
    insert into attempt_origins (attempt_id, at, email)
    select gen_random_uuid(), now() - interval '26 hours', 'nobody' from generate_series(1, ${LEFT_TO_DO}) as i`);
  await client.end();
  // A second node, whose rounds follow each other at once and are told of.
  const variables = { LOG_LEVEL: 'debug', RECONCILE_AFTER_MS: '1000' };
  await using node = await machine.start('api', { mode: 'explicit', beside: contender, variables });
  await wait(MEASURED_MS);
  const times = new Map<string, number[]>();
  for (const [, job = '', ms] of node.output().matchAll(/"job":"([\w ]+)","ms":([\d.]+)/g))
    times.set(job, [...(times.get(job) ?? []), Number(ms)]);
  return times;
}
