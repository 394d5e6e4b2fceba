import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixture, fixtureText } from '../test/fixtures.ts';
import { createWebhookVerifier, parseWebhookBody, type WebhookDelivery } from './webhook.ts';

const vector = fixture('svix-signature');
const sentAt = new Date(Number(vector['svix-timestamp']) * 1000);
const OTHER_SECRET = `whsec_${Buffer.from('another secret of this endpoint').toString('base64')}`;

type Received = WebhookDelivery & { readonly secrets: readonly string[] };

const verifyWebhook = ({ secrets, ...delivery }: Received) => createWebhookVerifier(secrets)(delivery);

const published: Received = {
  rawBody: vector.body,
  headers: {
    id: vector['svix-id'],
    timestamp: vector['svix-timestamp'],
    signature: vector['svix-signature'],
  },
  secrets: [vector.secret],
  now: sentAt,
};

function withHeaders(headers: Partial<WebhookDelivery['headers']>): Received {
  return { ...published, headers: { ...published.headers, ...headers } };
}

/** A genuine delivery, signed with the secret. */
function signed(
  rawBody: Buffer,
  { id = 'msg_1', secret = vector.secret }: { id?: string; secret?: string } = {},
) {
  const timestamp = String(sentAt.getTime() / 1000);
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), rawBody]);
  const signature = `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  return { rawBody, headers: { id, timestamp, signature }, secrets: [vector.secret], now: sentAt };
}

const at = (seconds: number) => new Date(sentAt.getTime() + seconds * 1000);

describe('createWebhookVerifier', () => {
  it("accepts Svix's published vector", () => {
    const verdict = { ok: true, id: vector['svix-id'], timestamp: sentAt };
    expect(verifyWebhook(published)).toEqual(verdict);
    expect(verifyWebhook({ ...published, rawBody: Buffer.from(vector.body) })).toEqual(verdict);
  });

  it('accepts any one of several secrets and of several signatures', () => {
    const { signature } = published.headers;
    expect(verifyWebhook({ ...published, secrets: [OTHER_SECRET, vector.secret] })).toMatchObject({
      ok: true,
    });
    expect(verifyWebhook(withHeaders({ signature: `v1,AAAA v1a,BBBB ${signature}` }))).toMatchObject({
      ok: true,
    });
  });

  it('accepts a secret that has lost its padding', () => {
    const padded = `whsec_${Buffer.from('a secret of 25 characters').toString('base64')}`;
    const delivery = signed(Buffer.from(vector.body), { secret: padded });
    for (const secret of [padded, padded.replace(/=+$/, '')])
      expect(verifyWebhook({ ...delivery, secrets: [secret] })).toMatchObject({ ok: true });
  });

  it.each([
    ['no secret', []],
    ['an empty secret', ['']],
    ['a prefix without a key', ['whsec_']],
    ['something that is not base64', ['whsec_not base64!']],
  ])('accepts nothing with %s, not even a signature made with the empty key', (_name, secrets) => {
    const forged = signed(Buffer.from(vector.body), { secret: 'whsec_' });
    expect(verifyWebhook({ ...forged, secrets })).toEqual({ ok: false, reason: 'not_configured' });
    expect(verifyWebhook({ ...published, secrets })).toEqual({ ok: false, reason: 'not_configured' });
  });

  it('ignores an empty secret beside a real one', () => {
    const forged = signed(Buffer.from(vector.body), { secret: 'whsec_' });
    expect(verifyWebhook({ ...forged, secrets: ['', vector.secret] })).toEqual({
      ok: false,
      reason: 'bad_signature',
    });
    expect(verifyWebhook({ ...published, secrets: ['', vector.secret] })).toMatchObject({ ok: true });
  });

  it.each(['id', 'timestamp', 'signature'] as const)('refuses a delivery without its %s', (name) => {
    for (const value of [undefined, '']) {
      expect(verifyWebhook(withHeaders({ [name]: value }))).toEqual({ ok: false, reason: 'missing_headers' });
    }
  });

  it.each([
    { timestamp: 'now' },
    { timestamp: '1614265330.5' },
    { timestamp: '-1614265330' },
    { timestamp: ' 1614265330' },
    { timestamp: '0x60381d72' },
    { timestamp: '9'.repeat(13) },
    { id: 'msg 1' },
    { id: 'msg\u0000' },
    { id: 'msg_é' },
    { id: 'x'.repeat(257) },
    { signature: 'nonsense' },
    { signature: vector['svix-signature'].replace('v1,', 'v2,') },
    { signature: 'v1,A '.repeat(1_000) },
  ])('refuses %j as malformed', (headers) => {
    expect(verifyWebhook(withHeaders(headers))).toEqual({ ok: false, reason: 'malformed' });
  });

  it('refuses an id with a full stop, which would shift the signed parts', () => {
    const genuine = signed(Buffer.from('{"data":[]}'), { id: 'msg' });
    const { timestamp, signature } = genuine.headers;
    const shifted = {
      ...genuine,
      rawBody: Buffer.from('{"data":[]}'),
      headers: { id: `msg.${timestamp}`, timestamp, signature },
    };
    expect(verifyWebhook(genuine)).toMatchObject({ ok: true });
    expect(verifyWebhook(shifted)).toEqual({ ok: false, reason: 'malformed' });
  });

  it('refuses a delivery of which any part was changed after signing', () => {
    const reserialised = JSON.stringify(JSON.parse(vector.body));
    for (const changed of [
      { ...published, rawBody: reserialised },
      { ...published, rawBody: `${vector.body} ` },
      { ...published, rawBody: '' },
      withHeaders({ id: 'msg_other' }),
      withHeaders({ timestamp: '1614265331' }),
      withHeaders({ signature: 'v1,' }),
      withHeaders({ signature: published.headers.signature?.slice(0, -1) }),
      { ...published, secrets: [OTHER_SECRET] },
    ]) {
      expect(verifyWebhook(changed)).toEqual({ ok: false, reason: 'bad_signature' });
    }
  });

  it('compares bytes: a body that decodes to the same text is another body', () => {
    const genuine = signed(Buffer.from([0x7b, 0xff, 0x7d]));
    expect(verifyWebhook(genuine)).toMatchObject({ ok: true });
    expect(verifyWebhook({ ...genuine, rawBody: Buffer.from([0x7b, 0xfe, 0x7d]) })).toEqual({
      ok: false,
      reason: 'bad_signature',
    });
  });

  it.each([
    [300, { ok: true }],
    [301, { ok: false, reason: 'stale' }],
    [-300, { ok: true }],
    [-301, { ok: false, reason: 'future' }],
    [Number.NaN, { ok: false, reason: 'stale' }],
  ])('seen %d s after it was signed: %j', (seconds, verdict) => {
    expect(verifyWebhook({ ...published, now: at(seconds) })).toMatchObject(verdict);
  });

  it('accepts another tolerance, and an invalid one does not mean "any"', () => {
    expect(verifyWebhook({ ...published, now: at(6), toleranceSeconds: 5 })).toMatchObject({
      reason: 'stale',
    });
    expect(verifyWebhook({ ...published, toleranceSeconds: Number.NaN })).toMatchObject({ reason: 'stale' });
  });

  it('accepts exactly the bytes that were signed', () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(bytes, bytes, (body, other) => {
        const genuine = signed(Buffer.from(body));
        expect(verifyWebhook(genuine)).toMatchObject({ ok: true });
        const same = Buffer.compare(body, other) === 0;
        expect(verifyWebhook({ ...genuine, rawBody: other }).ok).toBe(same);
      }),
    );
  });

  it('returns a verdict for any input, and accepts no forgery', () => {
    const text = fc.option(fc.string({ unit: 'binary' }), { nil: undefined });
    fc.assert(
      fc.property(text, text, text, fc.array(fc.string()), (id, timestamp, signature, secrets) => {
        const headers = { id, timestamp, signature };
        expect(verifyWebhook({ ...published, headers, secrets: [...secrets, vector.secret] }).ok).toBe(false);
      }),
    );
  });
});

describe('parseWebhookBody', () => {
  it('reads a delivered payment', () => {
    const payment = fixture('payment.created');
    expect(parseWebhookBody(fixtureText('webhook.payment_created'))).toEqual({
      events: [{ eventType: 'payment_created', subMerchant: null, payment }],
      unreadable: 0,
    });
  });

  it("reads a marketplace's payment out of its wrapper", () => {
    const { events, unreadable } = parseWebhookBody(
      Buffer.from(fixtureText('webhook.connect.payment.authorized')),
    );
    expect(unreadable).toBe(0);
    expect(events).toMatchObject([
      {
        eventType: 'connect.payment.authorized',
        subMerchant: { id: 'usr_1', merchantName: 'Seller Alpha' },
        payment: { id: 'pay_abc123', status: 'CHECKOUT_SUCCESS', amountInCents: 4999, depositStatus: null },
      },
    ]);
  });

  it('reads a whole batch, keeps unknown event types, and counts unreadable entries', () => {
    const payload = { id: 'pay_1' };
    const data = [
      { eventType: 'payment_status_updated', payload },
      { eventType: 'payment.settled', payload: { ...payload, status: 'NEW_STATUS' } },
      { eventType: 'payout.created', payload: { amount: 1 } },
      { eventType: 'account.ping' },
      { eventType: 'connect.payment.settled', payload: { object: 'connect_event', data: payload } },
      { payload },
      'nonsense',
      null,
    ];
    const { events, unreadable } = parseWebhookBody(JSON.stringify({ data }));
    expect(unreadable).toBe(3);
    expect(events.map(({ eventType, payment }) => [eventType, payment?.id ?? null])).toEqual([
      ['payment_status_updated', 'pay_1'],
      ['payment.settled', 'pay_1'],
      ['payout.created', null],
      ['account.ping', null],
      ['connect.payment.settled', 'pay_1'],
    ]);
    expect(events[1]?.payment?.status).toBe('NEW_STATUS');
    expect(events[4]?.subMerchant).toBeNull();
  });

  it.each([
    ['', 'not_json'],
    ['{"data":', 'not_json'],
    ['null', 'wrong_shape'],
    ['[]', 'wrong_shape'],
    ['{"data":{}}', 'wrong_shape'],
  ])('refuses %j', (rawBody, reason) => {
    expect(() => parseWebhookBody(rawBody)).toThrow(
      expect.objectContaining({ kind: 'unreadable_answer', operation: 'parseWebhookBody', reason }),
    );
  });

  it('survives a deeply nested body', () => {
    const rawBody = `{"data":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    expect(parseWebhookBody(rawBody)).toEqual({ events: [], unreadable: 1 });
  });
});
