import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf } from '../test/clients.ts';
import { fixture, sealed } from '../test/fixtures.ts';
import { startServer, type TestServer } from '../test/servers.ts';
import type { InflowClient } from './client.ts';
import { InflowUnreadableAnswerError, InflowValidationError } from './errors.ts';
import { parseWebhookBody } from './webhook.ts';

/** Documented bodies with any of their fields lost or replaced, and JSON of no known form at all. */
const damaged = (name: string) =>
  fc
    .dictionary(fc.constantFrom(...Object.keys(fixture(name)), '__proto__'), fc.jsonValue())
    .map((changes) => ({ ...fixture(name), ...changes }));
const anyAnswer = fc.oneof(
  fc.jsonValue(),
  damaged('payment.authorized'),
  damaged('create-payment.response'),
  damaged('error.validation'),
  fc.array(damaged('payment.authorized'), { maxLength: 3 }),
  fc.record({ data: fc.jsonValue() }),
);

describe('any JSON as a response', () => {
  let answer = { status: 200, body: '' };
  let server: TestServer;
  let client: InflowClient;
  beforeAll(async () => {
    server = await startServer(() => answer);
    client = clientOf({ api: server.url });
  });
  afterAll(async () => {
    await client.close();
    await server[Symbol.asyncDispose]();
  });

  const create = { ...fixture('create-payment.request'), card: sealed(fixture('card')) };
  const calls: [string, () => Promise<unknown>][] = [
    ['createPayment', () => client.createPayment(create)],
    ['confirmPayment', () => client.confirmPayment('pay_abc123')],
    ['readPayment', () => client.readPayment('pay_abc123')],
    ['listPayments', () => client.listPayments()],
    ['refundPayment', () => client.refundPayment('pay_abc123')],
    ['taxRate', () => client.taxRate({ country: 'FR' })],
    ['registerWebhook', () => client.registerWebhook('https://shop.example')],
    ['listWebhooks', () => client.listWebhooks()],
    ['webhookStatus', () => client.webhookStatus('webhook_1')],
  ];

  it.each(calls)('%s returns a result or an unreadable-answer error', async (_name, call) => {
    await fc.assert(
      fc.asyncProperty(anyAnswer, async (body) => {
        answer = { status: 200, body: JSON.stringify(body) };
        const error = await call().then(
          () => null,
          (thrown: unknown) => thrown,
        );
        if (error !== null) expect(error).toBeInstanceOf(InflowUnreadableAnswerError);
      }),
      { numRuns: 60 },
    );
  });

  it('with status 400 is a validation error', async () => {
    await fc.assert(
      fc.asyncProperty(anyAnswer, async (body) => {
        answer = { status: 400, body: JSON.stringify(body) };
        const error = await client.confirmPayment('pay_abc123').catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(InflowValidationError);
      }),
      { numRuns: 60 },
    );
  });
});

describe('any JSON as a webhook delivery', () => {
  const events = fc.array(
    fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          eventType: fc.oneof(fc.string(), fc.jsonValue()),
          payload: fc.oneof(
            fc.jsonValue(),
            damaged('payment.authorized'),
            fc.record(
              { object: fc.constant('connect_event'), subMerchant: fc.jsonValue(), data: fc.jsonValue() },
              { requiredKeys: ['object'] },
            ),
          ),
        },
        { requiredKeys: [] },
      ),
    ),
  );

  it('each entry of a batch is an event or counted as unreadable', () => {
    fc.assert(
      fc.property(events, (data) => {
        const parsed = parseWebhookBody(JSON.stringify({ data }));
        expect(parsed.events.length + parsed.unreadable).toBe(data.length);
      }),
    );
  });

  it('that is no batch is a typed error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.uint8Array()), (rawBody) => {
        try {
          parseWebhookBody(rawBody);
        } catch (error) {
          expect(error).toBeInstanceOf(InflowUnreadableAnswerError);
        }
      }),
    );
  });
});
