import { setTimeout as wait } from 'node:timers/promises';
import { type Counts, goShopping } from './chaos-shopper.ts';
import { type Cluster, type Confirmation, startCluster } from './cluster.ts';
import { clearFaults, injectFaults, killNodesUntil, sendForgedWebhooks } from './fault-injection.ts';
import { createRandom } from './random.ts';

export type ChaosOptions = {
  readonly sessions: number;
  readonly seed: number;
  readonly nodes: number;
  readonly confirmation: Confirmation;
  /** Shoppers at a time. */
  readonly crowd: number;
};

export type ChaosReport = {
  readonly sessions: number;
  readonly submissions: number;
  readonly cutOff: number;
  readonly kills: number;
  readonly charges: number;
  /** Sessions that Inflow charged and that are not recorded as paid by that charge. */
  readonly lost: readonly string[];
  /** Sessions that Inflow charged more than once. */
  readonly twice: readonly string[];
  /** Sessions recorded as paid that Inflow never charged. */
  readonly extra: readonly string[];
  /** Attempts whose outcome is not known at the end. */
  readonly unresolved: number;
  readonly internalErrors: number;
  readonly forgedAccepted: number;
  /** From the submission to a known outcome, the slowest of all attempts. */
  readonly slowestSeconds: number;
  /** What was decided about that one, and when. */
  readonly slowestTrail: readonly string[];
  /** From the end of the faults until every attempt was resolved. */
  readonly resolvedAfterSeconds: number;
  readonly reasons: Readonly<Record<string, number>>;
};

const QUIET_WITHIN_MS = 400_000;

/** Many shoppers while faults are injected; then our records are compared with Inflow's ledger. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { sessions, seed, nodes, confirmation } = options;
  await using cluster = await startCluster({
    nodes,
    confirmation,
    timeoutMs: 800,
    reconcileAfterMs: 1_500,
    seed,
  });
  await injectFaults(cluster);
  const over = new AbortController();
  const disturbers = Promise.all([
    killNodesUntil(cluster, createRandom(seed + 1), over.signal),
    sendForgedWebhooks(cluster, createRandom(seed + 2), over.signal),
  ]);
  const counts: Counts = { submissions: 0, cutOff: 0, internal: 0, reasons: new Map() };
  await crowd(options, (number) => goShopping(cluster, createRandom(seed * 100_003 + number), counts));
  over.abort();
  const [kills, forgedAccepted] = await disturbers;
  await clearFaults(cluster);

  const clearedAt = Date.now();
  const unresolved = await untilResolved(cluster);
  const resolvedAfterSeconds = (Date.now() - clearedAt) / 1000;
  return {
    sessions,
    submissions: counts.submissions,
    cutOff: counts.cutOff,
    kills,
    ...(await compareWithLedger(cluster)),
    unresolved,
    internalErrors: counts.internal,
    forgedAccepted,
    resolvedAfterSeconds,
    reasons: Object.fromEntries(counts.reasons),
  };
}

async function crowd(
  { sessions, crowd: size }: ChaosOptions,
  visit: (number: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const queue = async () => {
    for (let number = next++; number < sessions; number = next++) await visit(number);
  };
  await Promise.all(Array.from({ length: size }, queue));
}

/** Waits, without helping, until no outcome is unknown and nothing changes any more. Answers what is left unresolved. */
async function untilResolved(cluster: Cluster): Promise<number> {
  const deadline = Date.now() + QUIET_WITHIN_MS;
  let before = '';
  for (;;) {
    const client = await cluster.connect();
    const { rows } = await client.query<{ unresolved: string; decisions: string }>(`
      select
        (select count(*) from attempts where state in
          ('creating', 'create_unknown', 'created', 'confirming', 'confirm_unknown')) as unresolved,
        (select count(*) from audit) as decisions`);
    await client.end();
    const [now] = rows;
    const charges = (await cluster.sandbox.ledger()).length;
    const state = `${now?.unresolved} ${now?.decisions} ${charges}`;
    if (now?.unresolved === '0' && state === before) return 0;
    if (Date.now() > deadline) return Number(now?.unresolved);
    before = state;
    // Longer than the reconciler waits between two looks.
    await wait(4_000);
  }
}

async function compareWithLedger(cluster: Cluster) {
  const bySession = new Map<string, string[]>();
  for (const { paymentId, metadatas } of await cluster.sandbox.ledger()) {
    const sessionId = String(metadatas?.checkoutSessionId);
    bySession.set(sessionId, [...(bySession.get(sessionId) ?? []), paymentId]);
  }
  const client = await cluster.connect();
  const paid = await client.query<{ id: string; payment_id: string }>(
    "select id, payment_id from sessions where status = 'complete'",
  );
  const slowest = await client.query<{ attempt_id: string; seconds: string }>(`
    select attempt_id, extract(epoch from ended - begun) as seconds from (
      select
        attempt_id,
        min(at) filter (where to_state = 'creating') as begun,
        min(at) filter (where to_state in
          ('succeeded', 'declined', 'abandoned', 'rejected', 'orphaned', 'requires_action')) as ended
      from audit where attempt_id is not null group by attempt_id
    ) as spans where ended is not null order by 2 desc limit 1`);
  const trail = await client.query<{ seconds: string; actor: string; to_state: string }>(
    `select extract(epoch from at - min(at) over ()) as seconds, actor, to_state
     from audit where attempt_id = $1 order by id`,
    [slowest.rows[0]?.attempt_id],
  );
  await client.end();
  const recorded = new Map(paid.rows.map((row) => [row.id, row.payment_id]));
  return {
    charges: [...bySession.values()].flat().length,
    twice: [...bySession].filter(([, payments]) => payments.length > 1).map(([id]) => id),
    lost: [...bySession]
      .filter(([id, payments]) => !payments.includes(recorded.get(id) ?? ''))
      .map(([id]) => id),
    extra: [...recorded.keys()].filter((id) => !bySession.has(id)),
    slowestSeconds: Number(slowest.rows[0]?.seconds ?? 0),
    slowestTrail: trail.rows.map((row) => `${Number(row.seconds).toFixed(1)} s ${row.actor} ${row.to_state}`),
  };
}
