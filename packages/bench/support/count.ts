import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { goShopping } from './load.ts';
import type { Machine, Mode } from './machine.ts';
import { CALLS, type CallName, type Shop } from './shop.ts';

export type Counts = {
  readonly trips: Readonly<Record<CallName, number>>;
  /** Of what is left to the inbox, per session. */
  readonly laterTrips: number;
  /** Transactions that wrote, and so waited for the disk, per session, later ones included. */
  readonly commits: number;
  /** Calls to Inflow for one session, in order. */
  readonly inflow: readonly string[];
};

const SESSIONS = 20;
const QUIET_MS = 5_000;

/** What one paid session asks of PostgreSQL and of Inflow, one session after the other, what the server does by itself taken off. */
export async function countOf(machine: Machine, name: Shop['name'], mode: Mode): Promise<Counts> {
  await using contender = await machine.start(name, {
    mode,
    counted: true,
    // What is left to a job falls due within the quiet time after it.
    variables: { RECONCILE_AFTER_MS: '2000' },
  });
  const { shop, inflow, counter, databaseUrl } = contender;
  if (counter === null) throw new Error('Nothing counts');
  for (let warm = 0; warm < 5; warm += 1) await goShopping(shop);
  await wait(QUIET_MS);

  const totals = async () => ({ trips: counter.trips(), commits: await commitsOf(databaseUrl) });
  const during = async (work: () => Promise<void>) => {
    const before = await totals();
    const start = performance.now();
    await work();
    const after = await totals();
    return {
      ms: performance.now() - start,
      trips: after.trips - before.trips,
      commits: after.commits - before.commits,
    };
  };
  const idle = await during(() => wait(QUIET_MS));

  const trips: Record<CallName, number[]> = { create: [], get: [], quote: [], pay: [] };
  let inflowCalls: string[] = [];
  const busy = await during(async () => {
    for (let count = 0; count < SESSIONS; count += 1) {
      const seen = (await inflow.requests()).length;
      let sessionId = '';
      for (const call of CALLS) {
        const before = counter.trips();
        if (call === 'create') sessionId = await shop.create();
        else await shop[call](sessionId);
        trips[call].push(counter.trips() - before);
      }
      inflowCalls = (await inflow.requests()).slice(seen).map(({ operation }) => String(operation));
    }
    await wait(QUIET_MS);
  });
  const own = (kind: 'trips' | 'commits') => (busy[kind] - (idle[kind] * busy.ms) / idle.ms) / SESSIONS;
  // The least, because the server's own polling falls into some calls.
  const perCall = {
    create: Math.min(...trips.create),
    get: Math.min(...trips.get),
    quote: Math.min(...trips.quote),
    pay: Math.min(...trips.pay),
  };
  const live = CALLS.reduce((sum, call) => sum + perCall[call], 0);
  return {
    trips: perCall,
    laterTrips: Math.max(0, own('trips') - live),
    commits: own('commits'),
    inflow: inflowCalls.filter((operation) => operation !== 'list'),
  };
}

async function commitsOf(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // A transaction gets a number when it first writes; this one writes nothing, and so does not count itself.
    const { rows } = await client.query<{ next: string }>(
      'select pg_snapshot_xmax(pg_current_snapshot()) as next',
    );
    return Number(rows[0]?.next);
  } finally {
    await client.end();
  }
}
