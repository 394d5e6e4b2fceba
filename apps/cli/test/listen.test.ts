import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loner, paidSession, run, startAsLoner } from './checkout.ts';
import type { Running } from './programs.ts';
import { type Received, startReceiver } from './receiver.ts';

const FIRST = ['payment.authorized', 'session.completed'];

async function secretOf(listening: Running): Promise<string> {
  const [secret = ''] = /whsec_\S+/.exec(await listening.printed(/signed with whsec_/)) ?? [];
  return secret;
}
/** The first events of a session: what becomes of it later depends on the sandbox's clock, which other tests move. */
const firstOf = (received: readonly Received[], reference: string) =>
  received.filter(({ event }) => event?.data.session?.reference === reference && FIRST.includes(event.type));
const typesOf = (received: readonly Received[]) => received.map(({ event }) => event?.type);

test('listen: genuine events, in order, to the route of their type; prints the response', async () => {
  let secret = '';
  await using receiver = await startReceiver(() => secret);
  const route = `payment.*=${receiver.url}/payments`;
  await using listening = startAsLoner('listen', '--forward-to', `${receiver.url}/all`, '--route', route);
  secret = await secretOf(listening);
  const { reference } = await paidSession(loner);
  const first = () => firstOf(receiver.received, reference);
  await expect.poll(() => typesOf(first()), { timeout: 120_000 }).toEqual(FIRST);
  expect(first().map(({ path }) => path)).toEqual(['/payments', '/all']);
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
  const status = () => (isBroken ? 500 : 200);
  await using receiver = await startReceiver(() => secret, status);
  await using listening = startAsLoner('listen', '--forward-to', receiver.url);
  secret = await secretOf(listening);
  const { reference } = await paidSession(loner);
  expect(await listening.printed(/500 in/)).toMatch(/; again in 1 s$/);
  isBroken = false;
  const types = () => typesOf(firstOf(receiver.received, reference));
  await expect.poll(() => types().at(-1), { timeout: 120_000 }).toBe('session.completed');
  expect(types().filter((type) => type === 'payment.authorized').length).toBeGreaterThan(1);
  expect(types().filter((type) => type === 'session.completed')).toHaveLength(1);
});

test('listen: goes on behind the cursor that it has kept, and loses nothing in between', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-cli-cursor-'));
  const file = join(folder, 'cursor');
  const kept = () => readFile(file, 'utf8').catch(() => '');
  try {
    let secret = '';
    await using receiver = await startReceiver(() => secret);
    const args = ['listen', '--forward-to', receiver.url, '--cursor-file', file];
    const types = (reference: string) => typesOf(firstOf(receiver.received, reference));
    await using first = startAsLoner(...args);
    secret = await secretOf(first);
    const before = await paidSession(loner);
    await expect.poll(() => types(before.reference), { timeout: 120_000 }).toEqual(FIRST);
    await expect.poll(kept, { timeout: 120_000 }).toMatch(/^\d+\n$/);
    first.interrupt();
    await first.ended;
    const meanwhile = await paidSession(loner);
    expect(types(meanwhile.reference)).toEqual([]);
    await using _second = startAsLoner(...args);
    await expect.poll(() => types(meanwhile.reference), { timeout: 120_000 }).toEqual(FIRST);
    // The last one is sent again where its response came with the interrupt.
    expect(types(before.reference).length).toBeLessThanOrEqual(3);
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
  await using tailing = startAsLoner('tail', '--json', '--type', 'session.completed');
  await tailing.printed(/^Events of/);
  const { reference } = await paidSession(loner);
  const { cursor, event } = JSON.parse(await tailing.printed(new RegExp(`^\\{.*${reference}`)));
  expect(cursor).toMatch(/^\d+$/);
  expect(event.type).toBe('session.completed');
});
