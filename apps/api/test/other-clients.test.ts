import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpLink,
  loggerLink,
  retryLink,
  type TRPCLink,
} from '@trpc/client';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { withMaskedTexts } from '../src/attempts/provider-texts.ts';
import type { InflowPayments } from '../src/deps.ts';
import type { AppRouter } from '../src/trpc/router.ts';
import { order } from './support/order.ts';
import { press, SERVICE_TOKEN, startWorld, unknownCard, type World } from './support/world.ts';

const MADE = z.object({ result: z.object({ data: z.object({ id: z.string() }) }) });
const headers = { authorization: `Bearer ${SERVICE_TOKEN}` };
const LINKS: [string, (url: string) => TRPCLink<AppRouter>[]][] = [
  ['httpLink', (url) => [httpLink({ url, headers })]],
  ['httpLink by POST', (url) => [httpLink({ url, headers, methodOverride: 'POST' })]],
  ['httpBatchLink', (url) => [httpBatchLink({ url, headers })]],
  ['httpBatchLink by POST', (url) => [httpBatchLink({ url, headers, methodOverride: 'POST' })]],
  ['httpBatchStreamLink', (url) => [httpBatchStreamLink({ url, headers })]],
  ['httpBatchStreamLink by POST', (url) => [httpBatchStreamLink({ url, headers, methodOverride: 'POST' })]],
  [
    'others in front of it',
    (url) => [
      loggerLink({ enabled: () => false }),
      retryLink({ retry: ({ attempts }) => attempts < 2 }),
      httpLink({ url, headers }),
    ],
  ],
];

test.each(LINKS)('a client with %s reads twenty at once, writes, and reads an error', async (_, linksTo) => {
  await using world = await startWorld();
  const client = createTRPCClient<AppRouter>({ links: linksTo(`${world.api.url}/trpc`) });
  const { products, currency } = order();
  const { sessionId } = await client.sessions.create.mutate({ products, currency });
  const read = Array.from({ length: 20 }, () => client.sessions.get.query({ sessionId }));
  for (const session of await Promise.all(read)) expect(session).toMatchObject({ sessionId, status: 'open' });
  const failed = await client.sessions.get
    .query({ sessionId: `cs_${'x'.repeat(32)}` })
    .catch(({ data }) => data);
  expect(failed).toMatchObject({ reason: 'NOT_FOUND', httpStatus: 404, outcomeKnown: true });
});

const call = async ({ api }: World, name: string, body: string) => {
  const response = await fetch(`${api.url}/trpc/${name}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    body,
  });
  const said: unknown = await response.json();
  return { status: response.status, said };
};

test('what is not known may be null, empty or an empty list', async () => {
  await using world = await startWorld();
  const { products, currency } = order();
  const created = await call(
    world,
    'sessions.create',
    JSON.stringify({
      products,
      currency,
      idempotencyKey: null,
      metadatas: [],
      customerEmail: '',
      successUrl: null,
      cancelUrl: '',
      allowSavedCard: null,
      expiresInMinutes: null,
    }),
  );
  expect(created).toMatchObject({ status: 200 });
  for (const body of ['null', '[]', '{}', '{"status":null,"limit":null,"cursor":null,"unacknowledged":null}'])
    expect([body, await call(world, 'sessions.list', body)]).toMatchObject([
      body,
      { said: { result: { data: { sessions: [{ customerEmail: null, metadatas: {} }] } } } },
    ]);
  const payment = order();
  for (const nothing of [null, [], undefined]) {
    const made = await call(
      world,
      'payments.create',
      JSON.stringify({
        ...payment,
        idempotencyKey: crypto.randomUUID(),
        metadatas: nothing,
        firstName: null,
        taxId: '',
      }),
    );
    expect(made).toMatchObject({ status: 200 });
    const { id } = MADE.parse(made.said).result.data;
    expect(
      (await call(world, 'payments.refund', JSON.stringify({ paymentId: id, reason: null }))).status,
    ).toBe(200);
  }
});

test('but not where it would allow more: an amount that is no number, a list that is too long', async () => {
  await using world = await startWorld();
  for (const [name, input] of [
    ['payments.refund', { paymentId: 'pay_1', amountInCents: null }],
    ['checkout.pay', { agreedTotal: null }],
    ['endpoints.replay', { endpointId: 'ep_1', after: '1', upTo: null }],
  ] as const) {
    const { said } = await call(world, name, JSON.stringify(input));
    const field = Object.keys(input).at(-1) ?? '';
    expect(said).toMatchObject({
      error: { data: { reason: 'INVALID_INPUT', fieldErrors: { [field]: expect.any(Array) } } },
    });
  }
});

test("an order whose number could be a card's is sold, and keeps its number", async () => {
  await using world = await startWorld();
  const { products, currency } = order();
  const orderId = unknownCard();
  const { sessionId } = await world.service.sessions.create.mutate({
    products,
    currency,
    idempotencyKey: orderId,
    metadatas: { orderId },
  });
  await world.shopper.checkout.pay.mutate(press(sessionId));
  await world.service.sessions.acknowledge.mutate({ sessionId, reference: orderId });
  expect(await world.service.sessions.get.query({ sessionId })).toMatchObject({
    status: 'complete',
    metadatas: { orderId },
    acknowledgement: { reference: orderId },
  });
});

test("what Inflow returns of a merchant's own number is not masked, and of any other text it is", async () => {
  const number = unknownCard();
  const returned = { id: 'pay_1', metadatas: { orderId: number, note: number, order_no: `${number} 12/30` } };
  // Of Inflow's calls, one is needed here.
  const inflow = withMaskedTexts({ readPayment: async () => returned } as unknown as InflowPayments);
  expect(await inflow.readPayment('pay_1')).toEqual({
    id: 'pay_1',
    metadatas: { orderId: number, note: '[card]', order_no: expect.stringMatching(/^\[card\]/) },
  });
});
