import { randomUUID } from 'node:crypto';
import { chargesOf } from '../support/ledger.ts';
import { CHALLENGE_CARD, newSession, payInput } from '../support/pay-input.ts';
import { keyOf, svixHeaders } from '../support/svix-headers.ts';
import { type Cluster, type Confirmation, WEBHOOK_SECRET } from './cluster.ts';
import { beforeCommitAfter, beforeFirstWrite, type CrashPoint, duringCall } from './crash-points.ts';
import { expect, test } from './test.ts';

const MODES: readonly Confirmation[] = ['explicit', 'automatic'];

/** Kills the api at the crash point and starts it again. `act` is the call that is cut off. */
async function crash(
  running: Cluster,
  sessionId: string,
  { at, act }: { at: CrashPoint; act: () => Promise<unknown> },
) {
  const { reached, release } = await at.arrange(running, sessionId);
  const cutOff = act().then(
    () => 'answered',
    () => 'cut off',
  );
  await reached();
  await running.node.kill();
  await release();
  expect(await cutOff).toBe('cut off');
  await running.node.start();
}

/** As `crash`, in what the node does by itself. */
async function crashByItself(
  { node }: Cluster,
  { reached, release }: Awaited<ReturnType<CrashPoint['arrange']>>,
) {
  await reached();
  await node.kill();
  await release();
  await node.start();
}

/** Without anybody's help: the outcome becomes known, and what Inflow charged is what is recorded. */
async function expectResolved(running: Cluster, sessionId: string) {
  const view = () => running.node.shopper.checkout.get.query({ sessionId });
  await expect.poll(async () => (await view()).status).not.toBe('processing');
  const charges = await chargesOf(running, sessionId);
  const session = await running.node.service.sessions.get.query({ sessionId });
  expect(charges.length).toBeLessThanOrEqual(1);
  expect(session.status).toBe(charges.length === 1 ? 'complete' : 'open');
  expect(session.paymentId).toBe(charges[0]?.paymentId ?? null);
  return session;
}

/** The status once it is known: a call to Inflow can time out on a busy machine, and the same key asks again. */
async function outcomeOf({ node }: Cluster, input: ReturnType<typeof payInput>): Promise<string> {
  let status = 'processing';
  await expect
    .poll(async () => {
      ({ status } = await node.shopper.checkout.pay.mutate(input));
      return status;
    })
    .not.toBe('processing');
  return status;
}

/** Whatever came of the crash: the shopper can end up with one payment, and only one. */
async function expectPayableOnce(running: Cluster, sessionId: string, input: ReturnType<typeof payInput>) {
  const session = await expectResolved(running, sessionId);
  const again = await outcomeOf(running, input);
  if (session.status === 'open' && again !== 'succeeded') {
    expect(again).toBe('declined');
    expect(await outcomeOf(running, payInput(sessionId))).toBe('succeeded');
  } else {
    expect(again).toBe('succeeded');
  }
  expect(await chargesOf(running, sessionId)).toHaveLength(1);
  await expectResolved(running, sessionId);
}

const PAY: readonly CrashPoint[] = [
  beforeFirstWrite('before the attempt is written', 'session'),
  duringCall('when create is sent, before Inflow works', 'create', 'request'),
  duringCall('when create has worked, before its answer', 'create', 'response'),
  beforeCommitAfter('when create is answered, before the id is written', 'create', 'session'),
  duringCall('when the id is written, before the payment is read', 'read', 'request'),
  beforeCommitAfter('when the payment is read, before what follows is written', 'read', 'session'),
];
const CONFIRM: readonly CrashPoint[] = [
  duringCall('when confirm is sent, before Inflow works', 'confirm', 'request'),
  duringCall('when confirm has worked, before its answer', 'confirm', 'response'),
  beforeCommitAfter('when confirm is answered, before it is written', 'confirm', 'session'),
];

for (const confirmation of MODES) {
  // With automatic confirmation Inflow confirms by itself.
  for (const at of confirmation === 'explicit' ? [...PAY, ...CONFIRM] : PAY) {
    test(`pay: is charged once and recorded when killed ${at.name} (${confirmation})`, async ({
      clusterOf,
    }) => {
      const running = await clusterOf(confirmation);
      const sessionId = await newSession(running.node.shopper);
      const input = payInput(sessionId);
      await crash(running, sessionId, { at, act: () => running.node.shopper.checkout.pay.mutate(input) });
      await expectPayableOnce(running, sessionId, input);
    });
  }
}

for (const at of [...PAY.slice(4), ...CONFIRM]) {
  test(`complete: is charged once and recorded when killed ${at.name}`, async ({ clusterOf }) => {
    const running = await clusterOf('explicit');
    const sessionId = await newSession(running.node.shopper);
    const { checkout } = running.node.shopper;
    // Only the return from the bank acts here; what webhooks do is another test.
    await running.sandbox.webhookFaults.add({ kind: 'drop' });
    const begun = await checkout.pay.mutate(payInput(sessionId, CHALLENGE_CARD));
    const { reached, release } = await at.arrange(running, sessionId);
    await running.sandbox.threeDs.approve(begun.payment?.id ?? '');
    const cutOff = checkout.complete.mutate({ sessionId }).catch(() => null);
    await reached();
    await running.node.kill();
    await release();
    await cutOff;
    await running.node.start();
    await expect.poll(async () => (await checkout.get.query({ sessionId })).status).toBe('complete');
    expect(await chargesOf(running, sessionId)).toHaveLength(1);
    await expectResolved(running, sessionId);
  });
}

const REFUND: readonly CrashPoint[] = [
  beforeFirstWrite('before it is written', 'refunds'),
  duringCall('when it is sent, before Inflow works', 'refund', 'request'),
  duringCall('when it has worked, before its answer', 'refund', 'response'),
  beforeCommitAfter('when it is answered, before that is written', 'refund', 'refunds'),
];

for (const at of REFUND) {
  test(`refund: is sent once and recorded when killed ${at.name}`, async ({ clusterOf }) => {
    const running = await clusterOf('explicit');
    const sessionId = await newSession(running.node.shopper);
    const paid = await running.node.shopper.checkout.pay.mutate(payInput(sessionId));
    const paymentId = paid.payment?.id ?? '';
    const { payments } = running.node.service;
    await crash(running, sessionId, { at, act: () => payments.refund.mutate({ paymentId }) });
    // The refund goes on by itself; one that was never written down may be asked for again.
    await payments.refund.mutate({ paymentId }).catch(() => null);
    await expect
      .poll(async () => (await payments.get.query({ paymentId })).refund)
      .toMatch(/^(pending|refunded)$/);
    expect((await payments.get.query({ paymentId })).status).toMatch(/^(REFUND_PENDING|FULLY_REFUNDED)$/);
    expect(await refundsOf(running, paymentId)).toBe(1);
  });
}

/** How often Inflow has begun to refund a payment. */
async function refundsOf({ sandbox }: Cluster, paymentId: string): Promise<number> {
  const payment = (await sandbox.payments.list()).find(({ id }) => id === paymentId);
  return payment?.timeline.filter(({ status }) => status === 'REFUND_PENDING').length ?? 0;
}

/** What becomes of the payment is then found by reading alone. */
async function payWithoutWebhooks({ sandbox, node }: Cluster) {
  await sandbox.webhookFaults.add({ kind: 'drop' });
  const sessionId = await newSession(node.shopper);
  const { payment } = await node.shopper.checkout.pay.mutate(payInput(sessionId));
  return { sessionId, paymentId: payment?.id ?? '' };
}

const REFUND_READ_BACK: readonly CrashPoint[] = [
  duringCall('when its lost response is looked for', 'read', 'request'),
  beforeCommitAfter('when its lost response is found, before that is written', 'read', 'refunds'),
];

for (const at of REFUND_READ_BACK) {
  test(`refund: is sent once and recorded when killed ${at.name}`, async ({ clusterOf }) => {
    const running = await clusterOf('explicit');
    const { sandbox, node } = running;
    const { sessionId, paymentId } = await payWithoutWebhooks(running);
    await sandbox.faults.add({ operation: 'refund', kind: 'work_then_drop', count: 1 });
    const { payments } = node.service;
    await payments.refund.mutate({ paymentId }).catch(() => null);
    await crashByItself(running, await at.arrange(running, sessionId));
    await expect
      .poll(async () => (await payments.list.query({ sessionId })).payments[0]?.refund)
      .toMatch(/^(pending|refunded)$/);
    expect(await refundsOf(running, paymentId)).toBe(1);
  });
}

const REVERSAL: readonly CrashPoint[] = [
  duringCall('when the payment is about to be read', 'read', 'request'),
  duringCall('when the payment is read, before the response', 'read', 'response'),
  beforeCommitAfter('when the payment is read, before what follows is written', 'read', 'session'),
];

for (const at of REVERSAL) {
  test(`reversal: a payment that failed after authorisation is recorded once when killed ${at.name}`, async ({
    clusterOf,
  }) => {
    const running = await clusterOf('explicit');
    const { sandbox, node } = running;
    const { sessionId, paymentId: paidBy } = await payWithoutWebhooks(running);
    const crashing = await at.arrange(running, sessionId);
    await sandbox.payments.fail(paidBy);
    await crashByItself(running, crashing);
    const session = () => node.service.sessions.get.query({ sessionId });
    await expect.poll(async () => (await session()).status).toBe('reversed');
    const { history, paymentId } = await session();
    expect(history.filter(({ to }) => to === 'reversed')).toHaveLength(1);
    expect(await chargesOf(running, sessionId)).toMatchObject([{ paymentId, failedAt: expect.any(String) }]);
  });
}

const ADOPTION: readonly CrashPoint[] = [
  duringCall("when Inflow's list is read, before the response", 'list', 'response'),
  duringCall('when the charge is in the list, before it is read', 'read', 'request'),
  beforeCommitAfter('when the charge is read, before it is adopted', 'read', 'session'),
];

for (const at of ADOPTION) {
  test(`adoption: a charge that the database has lost is recorded when killed ${at.name}`, async ({
    ownCluster,
  }) => {
    const running = await ownCluster();
    const { sandbox, node } = running;
    // Only the comparison with Inflow's list acts here.
    await sandbox.webhookFaults.add({ kind: 'drop' });
    const sessionId = await newSession(node.shopper);
    const standby = await running.makeStandby();
    await expect.poll(async () => (await fetch(`${node.url}/readyz`)).status).toBe(200);
    const paid = await node.shopper.checkout.pay.mutate(payInput(sessionId));
    expect(paid.status).toBe('succeeded');
    const crashing = await standby.takeOver(() => at.arrange(running, sessionId));
    await crashByItself(running, crashing);
    const session = () => node.service.sessions.get.query({ sessionId });
    await expect.poll(async () => (await session()).status).toBe('complete');
    expect((await session()).paymentId).toBe(paid.payment?.id);
    await node.shopper.checkout.pay.mutate(payInput(sessionId)).catch(() => null);
    expect(await chargesOf(running, sessionId)).toMatchObject([{ refundedAt: null, failedAt: null }]);
  });
}

function deliver({ node }: Cluster, paymentId: string) {
  const body = JSON.stringify({
    data: [{ eventType: 'payment_status_updated', payload: { id: paymentId } }],
  });
  const id = `msg_${randomUUID()}`;
  const headers = svixHeaders({ key: keyOf(WEBHOOK_SECRET), id, body });
  const send = () => fetch(`${node.url}/webhooks/inflow`, { method: 'POST', body, headers });
  return { send };
}

const WEBHOOK: readonly CrashPoint[] = [
  beforeFirstWrite('before it is written', 'deliveries'),
  duringCall('when it is acknowledged, before the payment is read', 'read', 'request'),
  beforeCommitAfter('when the payment is read, before what follows is written', 'read', 'session'),
];

for (const at of WEBHOOK) {
  test(`webhook: its payment is charged once and recorded when killed ${at.name}`, async ({ clusterOf }) => {
    const running = await clusterOf('explicit');
    const sessionId = await newSession(running.node.shopper);
    await running.sandbox.webhookFaults.add({ kind: 'drop' });
    const begun = await running.node.shopper.checkout.pay.mutate(payInput(sessionId, CHALLENGE_CARD));
    const paymentId = begun.payment?.id ?? '';
    const delivery = deliver(running, paymentId);
    const { reached, release } = await at.arrange(running, sessionId);
    await running.sandbox.threeDs.approve(paymentId);
    const first = delivery.send().then(
      ({ ok }) => ok,
      () => false,
    );
    await reached();
    await running.node.kill();
    await release();
    const acknowledged = await first;
    await running.node.start();
    // Svix repeats what was not acknowledged, and nothing else.
    if (!acknowledged) expect((await delivery.send()).ok).toBe(true);
    await expect
      .poll(async () => (await running.node.shopper.checkout.get.query({ sessionId })).status)
      .toBe('complete');
    expect(await chargesOf(running, sessionId)).toHaveLength(1);
  });
}
