import { expect, test } from 'vitest';
import { run } from './checkout.ts';

const TYPES = [
  'session.completed',
  'payment.authorized',
  'payment.received',
  'payment.settled',
  'payment.declined',
  'payment.failed',
  'session.reversed',
  'session.expired',
  'refund.requested',
  'refund.succeeded',
  'refund.failed',
  'charge.stray_found',
];

// One after the other: they share the sandbox's clock, which some of them move.
test.each(TYPES)('trigger: %s really happens', async (type) => {
  const { code, out, err } = await run('trigger', type, '--json');
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  const { events, deliveries } = JSON.parse(out);
  expect(events.at(-1)).toMatchObject({ type, version: 1 });
  expect(events.map(({ sequence }: { sequence: number }) => sequence)).toEqual(
    events.map((_: unknown, index: number) => index + 1),
  );
  expect(deliveries).toEqual([]);
});

test('trigger: what needs days or an attack is refused with the reason', async () => {
  for (const [type, reason] of [
    ['endpoint.paused', /fails for two days/],
    ['constructor', /is no event type\. Those that can be triggered: session\.completed/],
  ] as const)
    expect(await run('trigger', type)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(reason),
    });
  expect((await run('trigger', 'session.expired', '--double')).err).toMatch(/name it with --forward-to/);
});
