import { expect, test } from 'vitest';
import { type ConsoleClient, signIn, startConsoleWorld } from './support/console.ts';
import { query } from './support/query.ts';
import { startReceiver } from './support/receiver.ts';
import { newSession, press, reasonOf } from './support/world.ts';

type Input = Parameters<ConsoleClient['console']['events']['list']['query']>[0];

/** Every page, to the end. */
async function all({ console: operations }: ConsoleClient, input: Input) {
  const found = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof operations.events.list.query>> = await operations.events.list.query(
      { ...input, cursor },
    );
    found.push(...page.events);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

test('events are listed newest first, with what each endpoint answered, whose text a viewer does not see', async () => {
  await using world = await startConsoleWorld({ ATTEMPT_LIMITS: 'off' });
  await using receiver = await startReceiver();
  const { endpointId, secret } = await world.service.endpoints.create.mutate({
    url: receiver.url,
    types: ['session.completed'],
  });
  receiver.secret = secret;
  const sessionId = await newSession(world.shopper);
  const { payment } = await world.shopper.checkout.pay.mutate(press(sessionId));
  await expect.poll(() => receiver.accepted.length).toBe(1);
  const [support, viewer] = [await signIn(world, 'support'), await signIn(world, 'viewer')];
  const { reference } = await world.service.sessions.get.query({ sessionId });
  const delivered = async (operator: ConsoleClient) =>
    (await all(operator, {})).map(({ type, sequence, deliveries, ...event }) => [
      type,
      event.reference,
      event.paymentId,
      sequence,
      deliveries.map(({ last, ...to }) => [to.endpointId, to.url, to.state, last?.status, last?.answer]),
    ]);
  const about = [reference, payment?.id];
  const to = (answer: string) => [[endpointId, receiver.url, 'delivered', expect.any(Number), answer]];
  await expect
    .poll(() => delivered(viewer))
    .toEqual([
      ['session.completed', ...about, 2, to('•••')],
      ['payment.authorized', ...about, 1, []],
    ]);
  expect((await delivered(support))[0]?.[4]).toEqual(to(''));

  // Sent again from the list.
  const [event] = await all(support, { type: 'session.completed' });
  await support.console.endpoints.replay.mutate({
    endpointId,
    eventId: event?.eventId ?? '',
    reason: 'The shop had lost it',
  });
  await expect.poll(() => receiver.accepted.length).toBe(2);
});

test('the filters of events find by type, payment, session and day, on every page', async () => {
  await using world = await startConsoleWorld({ ATTEMPT_LIMITS: 'off' });
  const sessions = [];
  for (let count = 0; count < 3; count += 1) {
    const sessionId = await newSession(world.shopper);
    const { payment } = await world.shopper.checkout.pay.mutate(press(sessionId));
    sessions.push({ sessionId, paymentId: payment?.id ?? '' });
  }
  const operator = await signIn(world, 'viewer');
  const [first, second] = sessions;
  if (first === undefined || second === undefined) throw new Error('There are three');
  // The first session's are of two days ago, one event of which was written at the very end of its day.
  await query(world, `update events set created_at = now() - interval '2 days' where session_id = $1`, [
    first.sessionId,
  ]);
  const of = async (input: Input) =>
    (await all(operator, { ...input, limit: 1 })).map(({ type, paymentId }) => [type, paymentId]);
  const both = (paymentId: string) => [
    ['session.completed', paymentId],
    ['payment.authorized', paymentId],
  ];
  expect(await of({})).toHaveLength(6);
  expect(await of({ type: 'payment.authorized' })).toEqual(
    sessions.map(({ paymentId }) => ['payment.authorized', paymentId]).reverse(),
  );
  expect(await of({ paymentId: second.paymentId })).toEqual(both(second.paymentId));
  expect(await of({ session: second.sessionId })).toEqual(both(second.paymentId));
  const { reference } = await world.service.sessions.get.query({ sessionId: second.sessionId });
  expect(await of({ session: reference, type: 'session.completed' })).toEqual([
    ['session.completed', second.paymentId],
  ]);
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
  expect(await of({ createdFrom: hours(-49), createdTo: hours(-47) })).toEqual(both(first.paymentId));
  expect(await of({ createdFrom: hours(-47) })).toHaveLength(4);
  expect(await of({ createdTo: hours(-47) })).toHaveLength(2);
  expect(await of({ createdFrom: hours(1) })).toEqual([]);
  expect(await of({ session: `ref_${'0'.repeat(32)}` })).toEqual([]);
  expect(await reasonOf(operator.console.events.list.query({ type: 'sold' as never }))).toBe('INVALID_INPUT');
  expect(await reasonOf(operator.console.events.list.query({ payment: 'x' } as never))).toBe('INVALID_INPUT');
});
