import { chargesOf } from '../support/ledger.ts';
import { CHALLENGE_CARD, newSession, payInput } from '../support/pay-input.ts';
import type { Cluster, Node } from './cluster.ts';
import { holdCalls } from './crash-points.ts';
import { expect, test } from './test.ts';

function bothOf({ nodes }: Cluster): [Node, Node] {
  const [first, second] = nodes;
  if (first === undefined || second === undefined) throw new Error('Two nodes were asked for');
  return [first, second];
}

/** Follows `checkout.watch` as a browser does, and collects what it says: the last word and the id to resume from. */
function watch(node: Node, sessionId: string, lastEventId?: string) {
  const input = encodeURIComponent(JSON.stringify({ sessionId, ...(lastEventId && { lastEventId }) }));
  const said: { id: string; status: string; outcome: string | undefined }[] = [];
  const ended = (async () => {
    const answer = await fetch(`${node.url}/trpc/checkout.watch?input=${input}`, {
      headers: { accept: 'text/event-stream' },
    });
    let text = '';
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk).toString();
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: (\{.*\})$/m.exec(event)?.[1];
        const id = /^id: (.+)$/m.exec(event)?.[1];
        if (data === undefined || id === undefined) continue;
        const view: { status: string; outcome: { status: string } | null } = JSON.parse(data);
        said.push({ id, status: view.status, outcome: view.outcome?.status });
      }
    }
  })();
  return { said, ended: ended.catch(() => 'cut') };
}

test('checkout.watch: sends a change made on another node, resumes after a cut, and ends when paid', async ({
  twoNodes: cluster,
}) => {
  const [first, second] = bothOf(cluster);
  const sessionId = await newSession(cluster.node.shopper);
  const watching = watch(second, sessionId);
  await expect.poll(() => watching.said.length).toBe(1);
  const begun = await first.shopper.checkout.pay.mutate(payInput(sessionId, CHALLENGE_CARD));
  await expect.poll(() => watching.said.at(-1)?.outcome).toBe('requires_action');

  await second.kill();
  await watching.ended;
  await second.start();
  const resumed = watch(second, sessionId, watching.said.at(-1)?.id);
  await cluster.sandbox.threeDs.approve(begun.payment?.id ?? '');
  await first.shopper.checkout.complete.mutate({ sessionId });
  await resumed.ended;
  expect(resumed.said.at(-1)).toMatchObject({ status: 'complete', outcome: 'succeeded' });
  expect(resumed.said.map(({ outcome }) => outcome)).not.toContain(undefined);
});

test('database outage: calls get 503, the node is not ready, and recovers by itself', async ({
  twoNodes: cluster,
}) => {
  const { node, database } = cluster;
  const sessionId = await newSession(cluster.node.shopper);
  const watching = watch(node, sessionId);
  await expect.poll(() => watching.said.length).toBe(1);

  database.cut();
  expect((await fetch(`${node.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${node.url}/healthz`)).status).toBe(200);
  await expect(node.shopper.checkout.get.query({ sessionId })).rejects.toMatchObject({
    data: { httpStatus: 503, reason: 'UNAVAILABLE' },
  });
  await expect(node.shopper.checkout.pay.mutate(payInput(sessionId))).rejects.toMatchObject({
    data: { httpStatus: 503, reason: 'UNAVAILABLE', outcomeKnown: false },
  });
  expect(await chargesOf(cluster, sessionId)).toEqual([]);

  database.mend();
  await expect.poll(async () => (await fetch(`${node.url}/readyz`)).status).toBe(200);
  expect((await node.shopper.checkout.pay.mutate(payInput(sessionId))).status).toBe('succeeded');
  expect(await chargesOf(cluster, sessionId)).toHaveLength(1);

  // Whoever listens for changes has found the way back too.
  const [, second] = bothOf(cluster);
  const other = await newSession(cluster.node.shopper);
  const again = watch(node, other);
  await expect.poll(() => again.said.length).toBe(1);
  await second.shopper.checkout.pay.mutate(payInput(other));
  await again.ended;
  expect(again.said.at(-1)).toMatchObject({ status: 'complete' });
});

test('database outage: a payment in progress ends with one charge', async ({ twoNodes: cluster }) => {
  const { node, database } = cluster;
  const sessionId = await newSession(cluster.node.shopper);
  const confirm = holdCalls(cluster, 'confirm', 'response');
  const input = payInput(sessionId);
  const paying = node.shopper.checkout.pay.mutate(input).catch((error: unknown) => error);
  await confirm.reached();
  database.cut();
  await confirm.release();
  expect(await paying).toMatchObject({ data: { httpStatus: 503, outcomeKnown: false } });
  database.mend();
  await expect
    .poll(async () => (await node.shopper.checkout.get.query({ sessionId }).catch(() => null))?.status)
    .toBe('complete');
  expect((await node.shopper.checkout.pay.mutate(input)).status).toBe('succeeded');
  expect(await chargesOf(cluster, sessionId)).toHaveLength(1);
});

for (const skewMs of [90_000, -90_000]) {
  test(`clock skew: a node that is ${skewMs / 1000} s off sends no second confirm while the first is running`, async ({
    ownCluster,
  }) => {
    const cluster = await ownCluster({
      nodes: 2,
      clockSkewsMs: [0, skewMs],
      // Less than the skew, and longer than this test takes: only a wrong clock can say that it is over.
      timeoutMs: 80_000,
    });
    const [first, second] = bothOf(cluster);
    const sessionId = await newSession(first.shopper);
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    let confirms = 0;
    let readsMeanwhile = 0;
    cluster.inflow.intercept(async (operation, phase) => {
      if (phase !== 'request') return;
      if (operation === 'read' && confirms > 0) readsMeanwhile += 1;
      if (operation !== 'confirm') return;
      confirms += 1;
      await released;
    });
    const paying = first.shopper.checkout.pay.mutate(payInput(sessionId));
    await expect.poll(() => confirms).toBe(1);
    // The skewed node looks as well: once for the shopper's page, and then by its jobs.
    await second.shopper.checkout.complete.mutate({ sessionId });
    await expect.poll(() => readsMeanwhile).toBeGreaterThan(2);
    expect(confirms).toBe(1);
    release();
    expect((await paying).status).toBe('succeeded');
    expect(confirms).toBe(1);
    expect(await chargesOf(cluster, sessionId)).toHaveLength(1);
  });
}

test('SIGTERM: the node refuses new calls and finishes the payment in progress', async ({
  twoNodes: cluster,
}) => {
  const { node } = cluster;
  const sessionId = await newSession(cluster.node.shopper);
  const create = holdCalls(cluster, 'create', 'request');
  const watching = watch(node, sessionId);
  const paying = node.shopper.checkout.pay.mutate(payInput(sessionId));
  await create.reached();
  const stopped = node.stop();
  const takesCalls = () =>
    fetch(`${node.url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(takesCalls).toBe(false);
  await create.release();
  expect((await paying).status).toBe('succeeded');
  await stopped;
  await watching.ended;
  await expect(fetch(`${node.url}/healthz`)).rejects.toThrow();
  expect(await chargesOf(cluster, sessionId)).toHaveLength(1);
});

test('SIGTERM: a node that Inflow keeps waiting ends all the same, and another node finds out what became of the payment', async ({
  ownCluster,
}) => {
  // Longer than a node has to drain.
  const cluster = await ownCluster({ nodes: 2, timeoutMs: 20_000 });
  const [first, second] = bothOf(cluster);
  const sessionId = await newSession(second.shopper);
  const confirm = holdCalls(cluster, 'confirm', 'response');
  const paying = first.shopper.checkout.pay.mutate(payInput(sessionId)).catch(() => 'cut');
  await confirm.reached();
  await expect(first.stop()).rejects.toThrow('stopped with 1');
  expect(await paying).toBe('cut');
  await confirm.release();
  const statusOf = async () => (await second.shopper.checkout.get.query({ sessionId })).status;
  await expect.poll(statusOf).toBe('complete');
  expect(await chargesOf(cluster, sessionId)).toHaveLength(1);
});
