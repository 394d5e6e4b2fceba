import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startApi } from '../src/app.ts';
import { readEnvironment } from '../src/env.ts';
import { createLog } from '../src/log.ts';
import { SCOPES } from '../src/service-tokens.ts';
import { appRouter } from '../src/trpc/router.ts';
import { createClient, newSession, press, reasonOf, startWorld } from './support/world.ts';

/** The whole contract: a procedure that is not here is one without a decision. */
const NEEDS: Record<string, string> = {
  'catalog.list': 'nothing',
  'checkout.create': 'nothing',
  'checkout.get': 'nothing',
  'checkout.quote': 'nothing',
  'checkout.pay': 'nothing',
  'checkout.agree': 'nothing',
  'checkout.complete': 'nothing',
  'checkout.watch': 'nothing',
  'sessions.create': 'pay',
  'sessions.get': 'read',
  'sessions.list': 'read',
  'sessions.expire': 'pay',
  'reports.declines': 'read',
  'reports.funnel': 'read',
  'reports.summary': 'read',
  'sessions.acknowledge': 'pay',
  'events.list': 'read',
  'events.watch': 'read',
  'endpoints.create': 'events',
  'endpoints.list': 'events',
  'endpoints.update': 'events',
  'endpoints.delete': 'events',
  'endpoints.rotateSecret': 'events',
  'endpoints.test': 'events',
  'endpoints.deliveries': 'events',
  'endpoints.replay': 'events',
  'payments.create': 'pay',
  'payments.confirm': 'pay',
  'payments.get': 'read',
  'payments.close': 'pay',
  'payments.update': 'pay',
  'payments.list': 'read',
  'payments.refund': 'refund',
  'tax.rate': 'read',
  'doctor.check': 'metrics',
  'doctor.repair': 'events',
};

/** To which no subscription is let in. */
const UNKNOWN_KEY = `?input=${encodeURIComponent('{"unknown":1}')}`;
const REASON = /"reason":"(\w+)"/;

const tokenOf = (scope: string) => `a-token-with-scope-${scope}`;

test('every procedure says which scope it wants, and a token without it gets nowhere', async () => {
  expect(Object.keys(appRouter._def.procedures).sort()).toEqual(Object.keys(NEEDS).sort());
  await using world = await startWorld({
    SERVICE_TOKENS: SCOPES.map((scope) => `only-${scope}[${scope}]:${tokenOf(scope)}`).join(','),
  });
  /** What access control answers, to an input that is not valid. */
  const ask = async (path: string, token: string | null) => {
    const query = /\.(get|list|rate|watch|deliveries|check)$/.test(path);
    const answer = await fetch(`${world.api.url}/trpc/${path}${query ? UNKNOWN_KEY : ''}`, {
      method: query ? 'GET' : 'POST',
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(query ? {} : { 'content-type': 'application/json' }),
      },
      ...(query ? {} : { body: '{}' }),
    });
    return REASON.exec(await answer.text())?.[1] ?? 'let in';
  };
  for (const [path, needed] of Object.entries(NEEDS)) {
    if (needed === 'nothing') continue;
    expect([path, await ask(path, null)]).toEqual([path, 'UNAUTHORIZED']);
    for (const scope of SCOPES) {
      const said = await ask(path, tokenOf(scope));
      if (scope === needed) expect(said, path).toMatch(/^(INVALID_INPUT|let in)$/);
      else expect([path, scope, said]).toEqual([path, scope, 'MISSING_SCOPE']);
    }
  }
});

test('each action of a service is in the audit trail under the name of its token', async () => {
  await using world = await startWorld({
    SERVICE_TOKENS: `orders[pay+read]:${tokenOf('orders')},desk[refund]:${tokenOf('desk')}`,
  });
  const orders = createClient(world.api.url, tokenOf('orders'));
  const desk = createClient(world.api.url, tokenOf('desk'));
  const sessionId = await newSession(world.shopper);
  const { payment } = await world.shopper.checkout.pay.mutate(press(sessionId));
  const paymentId = payment?.id ?? '';
  expect(await reasonOf(orders.payments.refund.mutate({ paymentId }))).toBe('MISSING_SCOPE');
  await desk.payments.refund.mutate({ paymentId });
  const unconfirmed = await orders.payments.create.mutate({
    billingCountry: 'FR',
    purchasingAsBusiness: false,
    idempotencyKey: randomUUID(),
    customerEmail: 'ada@example.com',
    products: [{ name: 'Handbook', price: 3250, quantity: 1 }],
    currency: 'EUR',
    card: press(sessionId).paymentMethod.card,
  });
  const products = [{ name: 'Booklet', price: 1250, quantity: 1 }];
  await orders.payments.update.mutate({ paymentId: unconfirmed.id, products });
  await orders.payments.confirm.mutate({ paymentId: unconfirmed.id });
  const { sessionId: mine } = await orders.sessions.create.mutate({ products, currency: 'EUR' });
  await orders.sessions.expire.mutate({ sessionId: mine });

  const actorsOf = (history: readonly { actor: string; action: string }[]) =>
    history.map(({ actor, action }) => `${actor} ${action}`);
  const refunded = await orders.payments.get.query({ paymentId });
  expect(actorsOf(refunded.history).filter((line) => line.startsWith('service:'))).toEqual(
    expect.arrayContaining([expect.stringMatching(/^service:desk refund/)]),
  );
  const created = actorsOf((await orders.payments.get.query({ paymentId: unconfirmed.id })).history);
  for (const action of ['payment.creating', 'payment.updated', 'payment.confirming'])
    expect(created).toContain(`service:orders ${action}`);
  expect(actorsOf((await orders.sessions.get.query({ sessionId: mine })).history)).toEqual([
    'service:orders session.created',
    'service:orders session.expired',
  ]);
});

test('tokens are replaced while the api runs, and a wrong file takes none away', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-tokens-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
  const file = join(folder, 'tokens');
  const hash = createHash('sha256').update(tokenOf('old')).digest('hex');
  await writeFile(file, `# the desk\ndesk[read]:sha256:${hash}\n\n`);
  await using world = await startWorld({ SERVICE_TOKENS_FILE: file });
  const ask = (token: string) =>
    createClient(world.api.url, token)
      .sessions.list.query({})
      .then(
        () => 'let in',
        () => 'refused',
      );
  // The fixed ones of SERVICE_TOKENS beside it.
  expect(await ask('a-token-of-the-tests')).toBe('let in');
  expect(await ask(tokenOf('old'))).toBe('let in');

  await writeFile(file, `desk[read]:${tokenOf('old')}\ndesk[read]:${tokenOf('new')}\n`);
  process.emit('SIGHUP');
  await expect.poll(() => ask(tokenOf('new'))).toBe('let in');
  expect(await ask(tokenOf('old'))).toBe('let in');

  // Noticed without a signal too.
  await writeFile(file, `desk[read]:${tokenOf('new')}\n`);
  await expect.poll(() => ask(tokenOf('old'))).toBe('refused');

  await writeFile(file, `desk[everything]:${tokenOf('worse')}\n`);
  process.emit('SIGHUP');
  await rm(file);
  process.emit('SIGHUP');
  await expect.poll(() => ask(tokenOf('worse'))).toBe('refused');
  expect(await ask(tokenOf('new'))).toBe('let in');
});

test.each([
  ['a file that is not there', null, 'SERVICE_TOKENS_FILE must name a file that can be read.'],
  [
    'a line that is none',
    'desk',
    'SERVICE_TOKENS_FILE must be a list of name:token or name:sha256:<64 hex digits>.',
  ],
  [
    'a scope that is none',
    'desk[read+root]:a-token-of-the-tests',
    'SERVICE_TOKENS_FILE has unknown scopes for "desk": read, pay, refund, events and metrics are joined by +.',
  ],
])('%s stops the start', async (_name, content, message) => {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-tokens-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
  const file = join(folder, 'tokens');
  if (content !== null) await writeFile(file, content);
  const env = readEnvironment({ INFLOW_API_KEY: 'inflow_priv_x', SERVICE_TOKENS_FILE: file });
  await expect(startApi(env, createLog('silent'))).rejects.toThrow(message);
});
