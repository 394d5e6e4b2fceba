import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CheckoutEvent } from '@checkout/client';
import { expect, test } from 'vitest';
import { tryReceiver } from '../src/trigger/trial.ts';
import { run } from './checkout.ts';
import { startReceiver } from './receiver.ts';

const SECRET = `whsec_${Buffer.from('the secret of the receiver here').toString('base64')}`;
const NONE = { double: false, reorder: false, delayMs: 0, misSign: false };

const eventOf = (sequence: number) =>
  ({
    id: `evt_${String(sequence).padStart(32, '0')}`,
    type: 'session.completed',
    version: 1,
    createdAt: '2026-11-27T15:19:27.639Z',
    sessionId: 'cs_1',
    sequence,
    data: { session: null, payment: null, refund: null },
  }) satisfies CheckoutEvent;
const EVENTS = [eventOf(1), eventOf(2)];

async function triedWith(url: string, disturbances: Partial<typeof NONE>) {
  const tried = [];
  for await (const each of tryReceiver(EVENTS, { url, secret: SECRET }, { ...NONE, ...disturbances }))
    tried.push(each);
  return tried;
}

test('a trial doubles, reorders and mis-signs; a receiver that verifies passes', async () => {
  await using receiver = await startReceiver(() => SECRET);
  const sequences = () =>
    receiver.received.splice(0).map(({ event }) => (event === null ? 'not genuine' : event.sequence));
  expect((await triedWith(receiver.url, {})).every(({ good }) => good)).toBe(true);
  expect(sequences()).toEqual([1, 2]);
  await triedWith(receiver.url, { double: true, reorder: true });
  expect(sequences()).toEqual([2, 2, 1, 1]);
  const misSigned = await triedWith(receiver.url, { misSign: true });
  expect(sequences()).toEqual(['not genuine', 1, 'not genuine', 2]);
  expect(misSigned.map(({ signature, good }) => [signature, good])).toEqual([
    ['wrong', true],
    ['genuine', true],
    ['wrong', true],
    ['genuine', true],
  ]);
});

test.each([
  [204, ['wrong', 'wrong']],
  [500, ['wrong', 'genuine', 'wrong', 'genuine']],
] as const)('a receiver that answers %i to everything fails the trial', async (status, bad) => {
  const server = createServer((_, response) => response.writeHead(status).end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const tried = await triedWith(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
      misSign: true,
    });
    expect(tried.filter(({ good }) => !good).map(({ signature }) => signature)).toEqual(bad);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});

test('trigger: puts a receiver to the test with what has really happened, and ends with 1 where it fails', async () => {
  // Of another secret: it refuses what is genuine.
  await using receiver = await startReceiver(() => SECRET);
  const { code, out } = await run('trigger', 'session.completed', '--forward-to', receiver.url, '--double');
  expect(code).toBe(1);
  expect(out).toMatch(
    /BAD {3}payment\.authorized {2}400 in \d+ ms: not genuine \(it has to be taken with 2xx\)/,
  );
  expect(out).toMatch(/does not do what it has to\.\n$/);
  expect(receiver.received).toHaveLength(4);
});
