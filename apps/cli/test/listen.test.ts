import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { paidSession, run, start } from './checkout.ts';
import type { Running } from './programs.ts';
import { startReceiver } from './receiver.ts';

async function secretOf(listening: Running): Promise<string> {
  const [secret = ''] = /whsec_\S+/.exec(await listening.printed(/signed with whsec_/)) ?? [];
  return secret;
}
const typesOf = (received: readonly { event: { type: string } | null }[]) =>
  received.map(({ event }) => event?.type ?? 'not genuine');

test('listen: genuine events, in order, to the route of their type; prints the response', async () => {
  let secret = '';
  await using receiver = await startReceiver(() => secret);
  await using listening = start(
    'listen',
    '--forward-to',
    `${receiver.url}/all`,
    '--route',
    `payment.*=${receiver.url}/payments`,
  );
  secret = await secretOf(listening);
  const { reference } = await paidSession();
  await expect.poll(() => receiver.received.length, { timeout: 60_000 }).toBe(2);
  expect(receiver.received.map(({ path }) => path)).toEqual(['/payments', '/all']);
  expect(typesOf(receiver.received)).toEqual(['payment.authorized', 'session.completed']);
  expect(await listening.printed(/session\.completed/)).toContain(reference);
  expect(await listening.printed(/→ \S+\/all/)).toMatch(/204 in \d+ ms$/);
  listening.interrupt();
  const { code, out } = await listening.ended;
  expect(code).toBe(0);
  expect(out).toMatch(/Go on with --after \d+\n$/);
});

test('listen: an event that is not taken is sent again before the next one', async () => {
  let secret = '';
  let isBroken = true;
  await using receiver = await startReceiver(
    () => secret,
    () => (isBroken ? 500 : 200),
  );
  await using listening = start('listen', '--forward-to', receiver.url);
  secret = await secretOf(listening);
  await paidSession();
  expect(await listening.printed(/500 in/)).toMatch(/; again in 1 s$/);
  isBroken = false;
  await expect.poll(() => typesOf(receiver.received).at(-1), { timeout: 60_000 }).toBe('session.completed');
  const types = typesOf(receiver.received);
  expect(types.filter((type) => type === 'payment.authorized').length).toBeGreaterThan(1);
  expect(types.filter((type) => type === 'session.completed')).toHaveLength(1);
});

test('listen: goes on behind the cursor that it has kept, and loses nothing in between', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-cli-cursor-'));
  const file = join(folder, 'cursor');
  try {
    let secret = '';
    await using receiver = await startReceiver(() => secret);
    const args = ['listen', '--forward-to', receiver.url, '--cursor-file', file];
    await using first = start(...args);
    secret = await secretOf(first);
    await paidSession();
    await expect.poll(() => receiver.received.length, { timeout: 60_000 }).toBe(2);
    await expect.poll(() => readFile(file, 'utf8').catch(() => ''), { timeout: 60_000 }).toMatch(/^\d+\n$/);
    first.interrupt();
    await first.ended;
    await paidSession();
    await using _second = start(...args);
    // An event whose response came with the interrupt may be sent again.
    const ids = () => new Set(receiver.received.map(({ id }) => id)).size;
    await expect.poll(ids, { timeout: 60_000 }).toBe(4);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('listen: says what is wrong with a route before it begins', async () => {
  for (const [args, sentence] of [
    [['listen'], /^Say where to with --forward-to/],
    [['listen', '--forward-to', 'http://shop.example/events'], /^--forward-to must be an https URL/],
    [['listen', '--route', 'payments'], /^--route takes TYPE=URL/],
  ] as const)
    expect(await run(...args)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(sentence) });
});

test('tail: prints events as they happen, as JSON with the cursor of each', async () => {
  await using tailing = start('tail', '--json', '--type', 'session.completed');
  await tailing.printed(/^Events of/);
  const { reference } = await paidSession();
  const { cursor, event } = JSON.parse(await tailing.printed(new RegExp(`^\\{.*${reference}`)));
  expect(cursor).toMatch(/^\d+$/);
  expect(event.type).toBe('session.completed');
});
