import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { describe, expect, test } from 'vitest';
import { EventVerificationError, verifyEvent } from './verify-event.ts';

const secretOf = (name: string) => `whsec_${Buffer.from(name.repeat(8)).toString('base64')}`;
const SECRET = secretOf('shop');
const OTHER = secretOf('else');
const SENT_AT = new Date('2026-11-01T12:00:00Z');
const now = () => SENT_AT.getTime() + 10_000;
const BODY = JSON.stringify({
  id: `evt_${'0'.repeat(32)}`,
  type: 'session.completed',
  version: 1,
  createdAt: SENT_AT.toISOString(),
  sessionId: 'cs_1',
  sequence: 1,
  data: { session: null, payment: null, refund: null, note: 'Zoë' },
});

/** What a Standard Webhooks sender sends. */
function delivery(body = BODY, { secret = SECRET, at = SENT_AT, id = 'evt_1' } = {}) {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new StandardWebhook(secret).sign(id, at, body),
  };
}

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof EventVerificationError) return error.reason;
    throw error;
  }
  return 'none';
}

describe('verifyEvent', () => {
  test('takes what the libraries standardwebhooks and svix have signed', () => {
    const svix = { ...delivery(), 'webhook-signature': new SvixWebhook(SECRET).sign('evt_1', SENT_AT, BODY) };
    for (const headers of [delivery(), svix])
      expect(verifyEvent(BODY, headers, SECRET, { now })).toEqual(JSON.parse(BODY));
  });

  test('takes a secret that has lost its padding', () => {
    expect(SECRET).toMatch(/=$/);
    expect(verifyEvent(BODY, delivery(), SECRET.replace(/=+$/, ''), { now })).toEqual(JSON.parse(BODY));
  });

  test('reads bytes and text, headers of fetch, of node:http and of any case', () => {
    const headers = delivery();
    const upper = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
    );
    const listed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
    for (const body of [BODY, Buffer.from(BODY), new TextEncoder().encode(BODY)])
      for (const given of [headers, upper, listed, new Headers(headers)])
        expect(verifyEvent(body, given, SECRET, { now }).type).toBe('session.completed');
  });

  test('takes any of several signatures and any of several secrets while one is rotated', () => {
    const old = delivery();
    const both = {
      ...old,
      'webhook-signature': `${delivery(BODY, { secret: OTHER })['webhook-signature']} ${old['webhook-signature']}`,
    };
    expect(refusal(() => verifyEvent(BODY, both, SECRET, { now }))).toBe('none');
    expect(refusal(() => verifyEvent(BODY, old, [OTHER, SECRET], { now }))).toBe('none');
    expect(refusal(() => verifyEvent(BODY, old, [OTHER], { now }))).toBe('bad_signature');
  });

  test('refuses another body, id, time, signature or version of signature', () => {
    const headers = delivery();
    expect(refusal(() => verifyEvent(`${BODY} `, headers, SECRET, { now }))).toBe('bad_signature');
    const changes = [
      { 'webhook-id': 'evt_2' },
      { 'webhook-timestamp': String(SENT_AT.getTime() / 1000 + 1) },
      { 'webhook-signature': headers['webhook-signature'].slice(0, -4) },
      { 'webhook-signature': headers['webhook-signature'].replace('v1,', 'v1a,') },
      { 'webhook-signature': headers['webhook-signature'].replace('v1,', 'v2,') },
      { 'webhook-signature': 'v1,' },
    ];
    for (const change of changes)
      expect(refusal(() => verifyEvent(BODY, { ...headers, ...change }, SECRET, { now }))).toBe(
        'bad_signature',
      );
  });

  test('refuses bytes that only look like the signed text once they are decoded', () => {
    const signed = '{"id":"\u{fffd}"}';
    const bytes = Buffer.from(signed).toString('latin1').replace('\xef\xbf\xbd', '\xff');
    expect(refusal(() => verifyEvent(Buffer.from(bytes, 'latin1'), delivery(signed), SECRET, { now }))).toBe(
      'bad_signature',
    );
  });

  test('refuses a delivery without its headers, or with a header twice', () => {
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const) {
      const { [name]: value, ...rest } = delivery();
      expect(refusal(() => verifyEvent(BODY, rest, SECRET, { now }))).toBe('missing_headers');
      expect(refusal(() => verifyEvent(BODY, new Headers(rest), SECRET, { now }))).toBe('missing_headers');
      const twice = { ...rest, [name]: value, [name.toUpperCase()]: value };
      expect(refusal(() => verifyEvent(BODY, twice, SECRET, { now }))).toBe('missing_headers');
    }
    const odd = { ...delivery(), 'webhook-timestamp': '1e9' };
    expect(refusal(() => verifyEvent(BODY, odd, SECRET, { now }))).toBe('malformed');
  });

  test('takes a delivery up to five minutes from its time, either way, or as far as it is told', () => {
    const at = (seconds: number) => ({ now: () => SENT_AT.getTime() + seconds * 1000 });
    const given = (seconds: number, more = {}) =>
      refusal(() => verifyEvent(BODY, delivery(), SECRET, { ...at(seconds), ...more }));
    expect([given(300), given(301), given(-300), given(-301)]).toEqual(['none', 'stale', 'none', 'future']);
    expect(given(20, { toleranceSeconds: 10 })).toBe('stale');
    expect(given(0, { toleranceSeconds: Number.NaN })).toBe('stale');
    expect(refusal(() => verifyEvent(BODY, delivery(BODY, { at: new Date() }), SECRET))).toBe('none');
  });

  test('tells a forged delivery from an old one', () => {
    const forged = delivery(BODY, { secret: OTHER });
    expect(refusal(() => verifyEvent(BODY, forged, SECRET, { now: () => 0 }))).toBe('bad_signature');
  });

  test('passes on types and fields that it does not know, and refuses what is not an event', () => {
    const event = { ...JSON.parse(BODY), type: 'payment.disputed', priority: 1 };
    const read = (body: string) => verifyEvent(body, delivery(body), SECRET, { now });
    expect(read(JSON.stringify(event))).toEqual(event);
    expect(refusal(() => read(JSON.stringify({ ...event, version: 2 })))).toBe('unsupported_version');
    for (const body of ['', '[]', 'null', '{"id":"evt_1"}', JSON.stringify({ ...event, data: null })])
      expect(
        refusal(() => read(body)),
        body,
      ).toBe('unreadable');
  });

  test('takes no secret that cannot be one', () => {
    for (const secret of ['', 'whsec_', 'whsec_not base64', [], [SECRET, '']])
      expect(() => verifyEvent(BODY, delivery(), secret, { now })).toThrow(TypeError);
  });
});
