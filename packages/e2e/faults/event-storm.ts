import { setTimeout as wait } from 'node:timers/promises';
import { installation } from './chaos-installation.ts';
import { actOnChargesUntil, noActs } from './chaos-merchant.ts';
import { type Counts, goShopping, payByService } from './chaos-shopper.ts';
import { type Cluster, startCluster, startHost } from './cluster.ts';
import { eventIdsOf, faultsOfReceiver, readTruth } from './event-storm-judge.ts';
import { killNodesUntil } from './fault-injection.ts';
import { createRandom } from './random.ts';
import type { ReceiverState } from './receiver.ts';
import { type Receiver, startReceivers } from './receivers.ts';

export type EventStormOptions = {
  /** Sessions, and payments of services. */
  readonly orders: number;
  readonly seed: number;
  readonly nodes: number;
  /** Customers at a time. */
  readonly crowd: number;
  /** Whether the merchant resumes its endpoints when the receivers are repaired; else the api finds out by itself. */
  readonly resumes: boolean;
  /** The stated end: after it every receiver must have everything. */
  readonly settleWithinMs: number;
};

export type ReceiverReport = {
  readonly name: string;
  readonly state: ReceiverState;
  readonly faults: readonly string[];
};

export type EventStormReport = {
  readonly options: EventStormOptions;
  readonly kills: number;
  readonly events: number;
  readonly charges: number;
  /** What the receiver had taken that hung all the time, when the honest ones had everything; it must be nothing. */
  readonly takenByHanging: number;
  /** What waited for it then. */
  readonly waitingForHanging: number;
  readonly receivers: readonly ReceiverReport[];
  /** From the end of the faults until all books were right; null when they were not. */
  readonly settledAfterSeconds: number | null;
};

/** How the sandbox's stages pass while a storm lasts seconds. */
const STAGES = {
  SANDBOX_RECEIVE_MS: '3000',
  SANDBOX_SETTLE_MS: '6000',
  SANDBOX_REFUND_MS: '1500',
  SANDBOX_3DS_EXPIRY_MS: '10000',
};
const SKEWS_MS = [90_000, -90_000];

/** Customers of a merchant whose receivers fail in every way while nodes are killed; judged by the receivers' books and the ledger. */
export async function runEventStorm(options: EventStormOptions): Promise<EventStormReport> {
  const { seed, nodes, settleWithinMs } = options;
  await using host = await startHost(STAGES);
  await using cluster = await startCluster({
    confirmation: 'explicit',
    timeoutMs: 4_000,
    reconcileAfterMs: 1_000,
    host,
    nodes,
    seed,
    clockSkewsMs: SKEWS_MS,
  });
  await using receivers = await startReceivers(host.folder);
  const endpoints = await subscribe(cluster, receivers.all, seed);

  const { kills } = await storm(options, cluster);
  const honest = receivers.all.filter(({ fault }) => fault === null);
  await untilHonestHaveAll(cluster, honest, settleWithinMs);
  const hanging = receivers.all.find(({ fault }) => fault === 'hangs for good');
  const takenByHanging = (await hanging?.state())?.eventIds.length ?? Number.NaN;
  const waitingForHanging = await waitingFor(cluster, endpoints.get(hanging?.url ?? '') ?? '');

  for (const receiver of receivers.all) await receiver.repair();
  if (options.resumes)
    for (const endpointId of endpoints.values())
      await cluster.node.service.endpoints.update.mutate({ endpointId, state: 'active' });
  return {
    ...(await untilRight(cluster, receivers.all, settleWithinMs)),
    options,
    kills,
    takenByHanging,
    waitingForHanging,
  };
}

/** Answers the endpoints' ids by their URLs. */
async function subscribe(
  { node: { service } }: Cluster,
  receivers: readonly Receiver[],
  seed: number,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [index, receiver] of receivers.entries()) {
    const { endpointId, secret } = await service.endpoints.create.mutate({ url: receiver.url });
    await receiver.setUp({ secret, seed: seed + index });
    ids.set(receiver.url, endpointId);
  }
  return ids;
}

async function storm(
  { orders, seed, crowd }: EventStormOptions,
  cluster: Cluster,
): Promise<{ readonly kills: number }> {
  const merchant = installation('merchant', cluster, false);
  const over = new AbortController();
  const until = over.signal;
  const shop = { sandbox: cluster.sandbox, installations: [merchant] };
  const disturbers = Promise.all([
    killNodesUntil(cluster, createRandom(seed + 1), until),
    actOnChargesUntil(shop, { acts: noActs(), random: createRandom(seed + 2), until }),
  ]);
  const counts: Counts = { submissions: 0, cutOff: 0, internal: 0, reasons: new Map() };
  let next = 0;
  const customers = async () => {
    for (let number = next++; number < orders; number = next++) {
      const random = createRandom(seed * 100_003 + number);
      if (random.chance(0.1)) await payByService(merchant, random, counts);
      else await goShopping(merchant, random, counts);
    }
  };
  await Promise.all(Array.from({ length: crowd }, customers));
  over.abort();
  const [kills] = await disturbers;
  return { kills };
}

/** @throws when they have not at the stated end. */
async function untilHonestHaveAll(
  { node: { service } }: Cluster,
  honest: readonly Receiver[],
  withinMs: number,
): Promise<void> {
  for (const begunAt = Date.now(); ; await wait(500)) {
    const ids = await eventIdsOf(service);
    const states = await Promise.all(honest.map((receiver) => receiver.state()));
    const missing = states.map(({ eventIds }) => ids.filter((id) => !eventIds.includes(id)).length);
    if (missing.every((count) => count === 0)) return;
    if (Date.now() - begunAt > withinMs)
      throw new Error(`Receivers that answer at once have not got ${missing} of ${ids.length} events`);
  }
}

async function waitingFor({ node: { service } }: Cluster, id: string): Promise<number> {
  const { endpoints } = await service.endpoints.list.query();
  return endpoints.find(({ endpointId }) => endpointId === id)?.waiting ?? Number.NaN;
}

type Settled = Pick<EventStormReport, 'events' | 'charges' | 'receivers' | 'settledAfterSeconds'>;

/** Waits until all books are right, or the stated end is over. */
async function untilRight(
  { node: { service }, sandbox }: Cluster,
  receivers: readonly Receiver[],
  withinMs: number,
): Promise<Settled> {
  for (const begunAt = Date.now(); ; await wait(1_000)) {
    const truth = await readTruth(service, () => sandbox.ledger());
    const reports = await Promise.all(
      receivers.map(async (receiver) => {
        const state = await receiver.state();
        return { name: receiver.name, state, faults: faultsOfReceiver(state, truth) };
      }),
    );
    const isUndecided = truth.sessions.some(({ status }) => status === 'processing');
    const isRight = !isUndecided && reports.every(({ faults }) => faults.length === 0);
    const passed = Date.now() - begunAt;
    if (!isRight && passed <= withinMs) continue;
    return {
      events: truth.eventIds.length,
      charges: truth.ledger.length,
      receivers: reports,
      settledAfterSeconds: isRight ? passed / 1000 : null,
    };
  }
}
