/**
 * `pnpm --filter @checkout/bench watch --watchers 5000` (after `turbo run build`): open `checkout.watch` connections on
 * one node: memory of each, what they cost while nothing happens, how soon a change is told, and what stays when they are
 * gone. Both processes need more file descriptors than there are watchers (`ulimit -n`).
 */
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { cpuMsOf } from '../support/load.ts';
import { startMachine } from '../support/machine.ts';
import { heapOf, memoryOf, REPORTS_HEAP } from '../support/memory.ts';
import { quantile } from '../support/statistics.ts';

const { values } = parseArgs({
  options: { watchers: { type: 'string', default: '5000' }, idle: { type: 'string', default: '30' } },
});
const watchers = Number(values.watchers);
const idleMs = Number(values.idle) * 1000;
let leaving = false;
const say = (text: string) => process.stdout.write(`${text}\n`);

await using machine = await startMachine();
await using api = await machine.start('api', {
  mode: 'explicit',
  variables: { LOG_LEVEL: 'error', ...REPORTS_HEAP },
});
const client = new pg.Client({ connectionString: api.databaseUrl });
await client.connect();
const sessionIds = Array.from({ length: watchers }, (_, index) => `cs_${String(index).padStart(32, '0')}`);
await client.query(
  `insert into sessions (id, currency, items, subtotal, created_by, expires_at)
   select id, 'EUR', '[{"name": "Any", "price": 900, "quantity": 1}]', 900, 'shopper', now() + interval '1 day'
   from unnest($1::text[]) as id`,
  [sessionIds],
);

refuseTooFew();
const quiet = await idle();
const before = { heap: (await heapOf(api)).used, resident: memoryOf(api.pid) };
const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });
/** When each session was last told about. */
const told = new Map<string, number>();
const opening = performance.now();
for (let start = 0; start < watchers; start += 100) {
  const some = sessionIds.slice(start, start + 100);
  some.forEach(open);
  await allTold(some, 0);
  if ((start + 100) % 1000 === 0) say(`${start + 100} opened.`);
}
say(`${watchers} opened in ${((performance.now() - opening) / 1000).toFixed(1)} s.`);
const each = async () => ({
  heap: ((await heapOf(api)).used - before.heap) / watchers / 1024,
  resident: (memoryOf(api.pid) - before.resident) / watchers / 1024,
});
const memory = await each();
say(`Memory: ${memory.heap.toFixed(1)} kB each on the heap, ${memory.resident.toFixed(1)} kB resident.`);
const busy = await idle();
say(`Idle: ${busy.cpu.toFixed(1)} % of a core and ${busy.commits.toFixed(1)} transactions a second, \
against ${quiet.cpu.toFixed(1)} % and ${quiet.commits.toFixed(1)} with no watcher.`);

const one: number[] = [];
for (let count = 0; count < 200; count += 1) {
  const [sessionId = ''] = [sessionIds[Math.floor(Math.random() * watchers)]];
  one.push(await change([sessionId]));
}
say(
  `One change is told after ${quantile(one, 0.5).toFixed(1)} ms (p99 ${quantile(one, 0.99).toFixed(1)}), commit included.`,
);
say(`All ${watchers} at once: the last is told after ${(await change(sessionIds)).toFixed(0)} ms.`);
leaving = true;
agent.destroy();
await wait(5_000);
const left = await each();
say(
  `All gone: ${left.heap.toFixed(2)} kB of each are left on the heap, ${left.resident.toFixed(1)} kB resident.`,
);
await client.end();

/** Each watcher is a file here and one there; without a number for it, connections would be refused half way. */
function refuseTooFew(): void {
  const [, limit] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  if (Number(limit) < watchers + 200)
    throw new Error(`Only ${limit} files may be open: ulimit -n ${watchers + 200}`);
}

function open(sessionId: string): void {
  const input = encodeURIComponent(JSON.stringify({ sessionId }));
  get(`${api.url}/trpc/checkout.watch?input=${input}`, { agent }, (answer) => {
    answer.setEncoding('utf8');
    answer.on('data', (text: string) => {
      if (text.includes('"version"')) told.set(sessionId, performance.now());
    });
    answer.on('error', () => undefined);
  }).on('error', (error) => {
    if (!leaving) say(`A watcher has lost its connection: ${error.message}`);
  });
}

/** As a node that changes sessions does it. Answers when the last was told, in ms from the beginning. */
async function change(ids: readonly string[]): Promise<number> {
  const start = performance.now();
  await client.query(
    `with changed as (update sessions set version = version + 1 where id = any($1) returning id)
     select pg_notify('checkout_session', id) from changed`,
    [ids],
  );
  return (await allTold(ids, start)) - start;
}

/** @throws when one of them is told nothing for a minute. */
async function allTold(ids: readonly string[], since: number): Promise<number> {
  const start = performance.now();
  for (;;) {
    const times = ids.map((id) => told.get(id) ?? Number.NEGATIVE_INFINITY);
    const first = Math.min(...times);
    if (first > since) return Math.max(...times);
    if (performance.now() - start > 60_000)
      throw new Error(`${times.filter((time) => time <= since).length} of ${ids.length} were told nothing`);
    await wait(1);
  }
}

async function idle(): Promise<{ cpu: number; commits: number }> {
  const commits = async () => {
    const { rows } = await client.query<{ commits: string }>(
      'select xact_commit as commits from pg_stat_database where datname = current_database()',
    );
    return Number(rows[0]?.commits);
  };
  await wait(2_000);
  const [cpu, done] = [cpuMsOf(api.pid), await commits()];
  await wait(idleMs);
  return {
    cpu: ((cpuMsOf(api.pid) - cpu) / idleMs) * 100,
    commits: (((await commits()) - done) / idleMs) * 1000,
  };
}
