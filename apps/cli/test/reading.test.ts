import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { paidSession, run, runWith, shop } from './checkout.ts';
import { TOKENS } from './setup.ts';

const url = inject('checkoutUrl');

test('sessions: created, listed, shown and ended, for people and as JSON', async () => {
  const created = await run('sessions', 'create', '--price', '1999', '--email', 'ada@example.com', '--json');
  const { reference, url: page } = JSON.parse(created.out);
  expect(page).toContain('/checkout/cs_');
  const listed = await run('sessions', '--limit', '5');
  expect(listed).toMatchObject({ code: 0, err: '' });
  expect(listed.out).toMatch(new RegExp(`open +${reference} +EUR 19.99 +ada@example.com`));
  const shown = await run('sessions', 'show', reference);
  expect(shown.out).toContain('session.created');
  expect((await run('sessions', 'expire', reference)).out).toBe(`${reference} is expired.\n`);
});

test('payments: found by e-mail address, session and metadata, shown with one timeline, refunded after a yes', async () => {
  const { paymentId, email, reference, sessionId } = await paidSession();
  const { metadatas } = await shop.payments.get.query({ paymentId });
  for (const text of [email.toUpperCase(), reference, sessionId, paymentId, String(metadatas.orderId)]) {
    const { payments } = JSON.parse((await run('payments', 'search', text, '--json')).out);
    expect([text, payments.map(({ id }: { id: string }) => id)]).toEqual([text, [paymentId]]);
  }
  const { out } = await run('payments', 'show', paymentId);
  expect(out).toMatch(/With tax +EUR 39.00/);
  expect(out).toMatch(/Inflow +INITIATION[\s\S]+Inflow +CHECKOUT_SUCCESS/);
  expect(out).toContain('payment.charged');

  const unsaid = await run('payments', 'refund', paymentId);
  expect(unsaid).toMatchObject({ code: 2, out: '' });
  expect(unsaid.err).toBe(`Refund EUR 39.00 to ${email}? There is no terminal to ask on: say --yes.\n`);
  expect((await shop.payments.get.query({ paymentId })).refund).toBeNull();
  const refunded = await run('payments', 'refund', paymentId, '--yes', '--reason', 'returned');
  expect(refunded.out).toMatch(/the refund of EUR 39.00 is (pending|refunded)\./);
  expect(await run('payments', 'refund', paymentId, '--yes')).toMatchObject({ code: 2 });
});

test('events: the newest, those of a session, and those behind a cursor', async () => {
  const { reference, sessionId } = await paidSession();
  const { events } = JSON.parse((await run('events', '--session', reference, '--json')).out);
  expect(events.map(({ type }: { type: string }) => type)).toEqual([
    'payment.authorized',
    'session.completed',
  ]);
  const listed = await run('events', '--type', 'session.completed', '--limit', '500');
  expect(listed.out).toContain(reference);
  expect(listed.out).not.toContain(sessionId);
  const [, cursor = ''] = /Go on with --after (\d+)/.exec(listed.out) ?? [];
  const { reference: later } = await paidSession();
  const next = await run('events', '--after', cursor);
  expect(next.out).toContain(later);
  expect(next.out).not.toContain(reference);
});

test('endpoints: created, paused, resumed, replayed and deleted', async () => {
  const created = await run(
    'endpoints',
    'create',
    'https://shop.example/events',
    '--type',
    'session.completed',
  );
  const [, endpointId = ''] = /^(ep_\S+) {2}whsec_\S+$/m.exec(created.out) ?? [];
  expect((await run('endpoints', 'pause', endpointId)).out).toContain('is sent nothing');
  expect((await run('endpoints')).out).toMatch(new RegExp(`${endpointId} +paused`));
  expect((await run('endpoints', 'resume', endpointId)).code).toBe(0);
  expect((await run('endpoints', 'replay', endpointId)).err).toBe(
    'Say either --event, or --after and perhaps --up-to.\n',
  );
  expect((await run('endpoints', 'delete', endpointId, '--yes')).code).toBe(0);
  expect((await run('endpoints', '--json')).out).not.toContain(endpointId);
});

test.each<[args: string[], code: number, sentence: RegExp]>([
  [['nonsense'], 2, /^Unknown command 'nonsense'\. See checkout --help\.$/],
  [['events', '--limit', 'x'], 2, /must be a whole number from 1 to 500/],
  [['events', '--limti', '5'], 2, /^Unknown option '--limti'/],
  [
    ['--url', 'http://shop.example', 'events'],
    2,
    /^--url must be an https URL, or an http one of this machine\.$/,
  ],
  [['sessions', 'show'], 2, /^Missing required argument 'id'/],
  [['sessions', 'show', 'foo'], 1, /does not take sessionId \(invalid\)/],
  [['payments', 'show', 'pay_unknown'], 1, /there is no such thing/],
])('a mistake gets one sentence: %j', async (args, code, sentence) => {
  const ended = await run(...args);
  expect(ended).toMatchObject({ code, out: '' });
  expect(ended.err.trimEnd()).toMatch(sentence);
  expect(ended.err.trimEnd()).not.toContain('\n');
});

test('a checkout that is away, a wrong token and a missing scope are told apart, also as JSON', async () => {
  const away = await runWith({ CHECKOUT_URL: 'http://127.0.0.1:9', CHECKOUT_TOKEN: TOKENS.shop }, 'events');
  expect(away).toMatchObject({ code: 1, err: expect.stringMatching(/^No checkout answers there/) });
  const wrong = await runWith(
    { CHECKOUT_URL: url, CHECKOUT_TOKEN: 'a-token-of-no-service' },
    'events',
    '--json',
  );
  expect(JSON.parse(wrong.err).error).toMatchObject({ reason: 'UNAUTHORIZED', outcomeKnown: true });
  expect(wrong.err).not.toContain('a-token-of-no-service');
  const reader = await runWith({ CHECKOUT_URL: url, CHECKOUT_TOKEN: TOKENS.reader }, 'sessions', 'create');
  expect(reader).toMatchObject({ code: 1, err: expect.stringMatching(/has not the scope/) });
});

test('the token of npm start is used for its own checkout on this machine alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-cli-local-'));
  const file = join(folder, 'cli.json');
  const local = { CHECKOUT_LOCAL: file };
  try {
    await writeFile(file, JSON.stringify({ url, token: TOKENS.shop }));
    expect(await runWith(local, 'sessions')).toMatchObject({ code: 0 });
    expect(await runWith(local, '--url', 'http://127.0.0.1:9', 'sessions')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^There is no token for http:\/\/127\.0\.0\.1:9/),
    });
    await writeFile(file, JSON.stringify({ url: 'https://pay.shop.example', token: TOKENS.shop }));
    expect((await runWith(local, '--url', 'https://pay.shop.example', 'sessions')).err).toMatch(/no token/);
  } finally {
    await rm(folder, { recursive: true });
  }
  expect((await runWith(local, 'sessions')).err).toMatch(/^CHECKOUT_LOCAL must name/);
});
