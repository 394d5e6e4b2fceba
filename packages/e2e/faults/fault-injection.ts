import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { ApiFault, Operation } from '@checkout/sandbox/control';
import { svixHeaders } from '../support/svix-headers.ts';
import type { Cluster, Node } from './cluster.ts';
import type { Random } from './random.ts';

const OPERATIONS: readonly Operation[] = ['create', 'confirm', 'read', 'list', 'refund'];
const LOSSES: readonly Omit<ApiFault, 'operation' | 'probability'>[] = [
  { kind: 'drop_before' },
  { kind: 'work_then_drop' },
  { kind: 'hang' },
  { kind: 'work_then_hang' },
  { kind: 'status', status: 429, retryAfter: 1 },
  { kind: 'status', status: 500 },
  { kind: 'work_then_status', status: 502 },
  { kind: 'truncated' },
  { kind: 'not_json' },
  // Longer than the longest call of the api's: what it has given up is done all the same, and late.
  { kind: 'latency', delayMs: 2_500 },
];

/** A quarter of all calls to Inflow lose their answer, in ten ways; deliveries come doubled, late, reordered, forged or not. */
export async function injectFaults({ sandbox }: Cluster, share = 0.25): Promise<void> {
  // Each fault strikes on its own: together they have to spare 1 − share.
  const probability = 1 - (1 - share) ** (1 / LOSSES.length);
  for (const operation of OPERATIONS) {
    for (const loss of LOSSES) await sandbox.faults.add({ ...loss, operation, probability });
  }
  await sandbox.webhookFaults.add({ kind: 'duplicate', probability: 0.2 });
  await sandbox.webhookFaults.add({ kind: 'reorder', probability: 0.2, delayMs: 700 });
  await sandbox.webhookFaults.add({ kind: 'delay', probability: 0.1, delayMs: 1_500 });
  await sandbox.webhookFaults.add({ kind: 'drop', probability: 0.2 });
  await sandbox.webhookFaults.add({ kind: 'bad_signature', probability: 0.1 });
  await sandbox.webhookFaults.add({ kind: 'stale_timestamp', probability: 0.05 });
  await sandbox.webhookFaults.add({ kind: 'early', probability: 0.1 });
}

export async function clearFaults({ sandbox }: Cluster): Promise<void> {
  await sandbox.faults.clear();
  await sandbox.webhookFaults.clear();
}

/** Kills nodes and starts them again until the signal; answers how often. At the end every node is up. */
export async function killNodesUntil(
  { nodes }: Cluster,
  random: Random,
  until: AbortSignal,
): Promise<number> {
  let kills = 0;
  while (!until.aborted) {
    await wait(random.between(1_500, 4_000), undefined, { signal: until }).catch(() => undefined);
    if (until.aborted) break;
    const [first, ...others] = nodes;
    if (first === undefined) break;
    const node = random.pick([first, ...others]);
    await node.kill();
    kills += 1;
    await wait(random.between(50, 600));
    await startAgain(node);
  }
  return kills;
}

/** As a process supervisor would: a start fails while the database is away. */
async function startAgain(node: Node): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await node.start();
    } catch (error) {
      if (tries === 20) throw error;
      await wait(500);
    }
  }
}

/** The database is lost, and a standby that is a second or more behind takes its place. */
export async function failOver(cluster: Cluster, random: Random): Promise<void> {
  const standby = await cluster.makeStandby();
  await wait(random.between(1_000, 2_500));
  await standby.takeOver(async () => undefined);
}

/** Sends webhooks with a wrong signature that say a payment is paid. Returns how many were accepted. */
export async function sendForgedWebhooks(
  { nodes }: Cluster,
  random: Random,
  until: AbortSignal,
): Promise<number> {
  let accepted = 0;
  while (!until.aborted) {
    await wait(200, undefined, { signal: until }).catch(() => undefined);
    const body = JSON.stringify({
      data: [{ eventType: 'payment.authorized', payload: { id: 'pay_forged' } }],
    });
    const url = nodes[Math.floor(random.next() * nodes.length)]?.url;
    const status = await fetch(`${url}/webhooks/inflow`, {
      method: 'POST',
      body,
      headers: svixHeaders({ key: 'a guess', id: randomUUID(), body }),
    }).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status >= 200 && status < 300) accepted += 1;
  }
  return accepted;
}
