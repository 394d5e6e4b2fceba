import type { Socket } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { API_KEY, clientOf, failureOf } from '../test/clients.ts';
import { fixture, sealed } from '../test/fixtures.ts';
import { refusedUrl, startRawServer, startServer } from '../test/servers.ts';
import type { CallOptions, InflowCallEvent, InflowClient } from './client.ts';
import { InflowError } from './errors.ts';

/** Inflow's documented Amex test card, here as the marker that must turn up nowhere. */
const MARKER_CARD = '378282246310005';
const MARKER_EMAIL = 'marker.shopper@example.com';
const ID = 'pay_abc123';

const create = {
  ...fixture('create-payment.request'),
  customerEmail: MARKER_EMAIL,
  card: sealed({ number: MARKER_CARD, expMonth: 12, expYear: 2034, cvc: '1234' }),
};

type Send = (client: InflowClient, options?: CallOptions) => Promise<unknown>;
const writes: [string, Send][] = [
  ['createPayment', (client, options) => client.createPayment(create, options)],
  ['confirmPayment', (client, options) => client.confirmPayment(ID, options)],
  ['updatePayment', (client, options) => client.updatePayment(ID, { customerEmail: MARKER_EMAIL }, options)],
  ['refundPayment', (client, options) => client.refundPayment(ID, { reason: MARKER_CARD }, options)],
  ['registerWebhook', (client, options) => client.registerWebhook('https://shop.example', options)],
  ['setWebhookStatus', (client, options) => client.setWebhookStatus(ID, 'enabled', options)],
  ['deleteWebhook', (client, options) => client.deleteWebhook(ID, options)],
];
const reads: [string, Send][] = [
  ['readPayment', (client, options) => client.readPayment(ID, options)],
  ['listPayments', (client, options) => client.listPayments({}, options)],
  ['taxRate', (client, options) => client.taxRate({ country: 'FR' }, options)],
  ['webhookStatus', (client, options) => client.webhookStatus(ID, options)],
];

type Loss = {
  name: string;
  /** What the server does with a whole request; `request` is echoed, as a careless gateway would. */
  answer: (socket: Socket, request: string) => void;
  expected: { kind: string; httpStatus: number | null; outcomeKnown: boolean; [extra: string]: unknown };
  /** Whether a read is worth another try. */
  passing: boolean;
};

function http(statusLine: string, body: string, headers = ''): string {
  return `HTTP/1.1 ${statusLine}\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function jsonError(statusCode: number, message: unknown): string {
  return JSON.stringify({ statusCode, message, error: 'Error' });
}

const chunkOf = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const CHUNKED = 'HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n';

/** Every way in which an answer was lost after the request had arrived. */
const losses: Loss[] = [
  {
    name: 'a connection that is closed without an answer',
    answer: (socket) => socket.end(),
    expected: { kind: 'connection', httpStatus: null, outcomeKnown: false },
    passing: true,
  },
  {
    name: 'a connection that is reset',
    answer: (socket) => socket.resetAndDestroy(),
    expected: { kind: 'connection', httpStatus: null, outcomeKnown: false },
    passing: true,
  },
  {
    name: 'half a head',
    answer: (socket) => socket.end('HTTP/1.1 201 Crea'),
    expected: { kind: 'connection', httpStatus: null, outcomeKnown: false },
    passing: true,
  },
  {
    name: 'a body shorter than its length',
    answer: (socket, request) =>
      socket.end(`HTTP/1.1 201 Created\r\nContent-Length: 99999\r\n\r\n${request}`),
    expected: { kind: 'unreadable_answer', reason: 'truncated', httpStatus: 201, outcomeKnown: false },
    passing: true,
  },
  {
    name: 'chunks without their end',
    answer: (socket, request) => socket.end(CHUNKED + chunkOf(`{"id":"${ID}","echo":"`) + chunkOf(request)),
    expected: { kind: 'unreadable_answer', reason: 'truncated', httpStatus: 201, outcomeKnown: false },
    passing: true,
  },
  {
    name: 'a reset within the body',
    answer: (socket) => {
      socket.write(CHUNKED + chunkOf('{"id":'), () => socket.resetAndDestroy());
    },
    expected: { kind: 'unreadable_answer', httpStatus: 201, outcomeKnown: false },
    passing: true,
  },
  {
    name: 'a body larger than any of Inflow',
    answer: (socket) => socket.end(http('201 Created', `"${'x'.repeat(1024 * 1024)}"`)),
    expected: { kind: 'unreadable_answer', reason: 'too_large', httpStatus: 201, outcomeKnown: false },
    passing: false,
  },
  {
    name: 'a redirect',
    answer: (socket) => socket.end(http('307 Temporary Redirect', '', 'Location: /elsewhere\r\n')),
    expected: { kind: 'unreadable_answer', reason: 'redirect', httpStatus: 307, outcomeKnown: false },
    passing: false,
  },
  {
    name: 'something that is not HTTP',
    answer: (socket, request) => socket.end(`SSH-2.0-OpenSSH_9.6 ${request}\r\n`),
    expected: { kind: 'unreadable_answer', reason: 'not_http', httpStatus: null, outcomeKnown: false },
    passing: false,
  },
  {
    name: 'headers without end',
    answer: (socket) => socket.end(`HTTP/1.1 201 Created\r\nX-Flood: ${'x'.repeat(64 * 1024)}\r\n\r\n`),
    expected: { kind: 'unreadable_answer', reason: 'not_http', httpStatus: null, outcomeKnown: false },
    passing: false,
  },
  {
    name: 'an HTML page of a gateway',
    answer: (socket, request) => socket.end(http('502 Bad Gateway', `<html>${request}</html>`)),
    expected: { kind: 'server', httpStatus: 502, outcomeKnown: false },
    passing: true,
  },
  {
    name: 'an error page that breaks off',
    answer: (socket) => socket.end('HTTP/1.1 504 Gateway Timeout\r\nContent-Length: 999\r\n\r\n<html>'),
    expected: { kind: 'server', httpStatus: 504, outcomeKnown: false },
    passing: true,
  },
  {
    name: 'a failure of Inflow',
    answer: (socket, request) => socket.end(http('500 Internal Server Error', jsonError(500, request))),
    expected: { kind: 'server', httpStatus: 500, outcomeKnown: false },
    passing: true,
  },
  {
    name: 'a rate limit',
    answer: (socket) => socket.end(http('429 Too Many Requests', '', 'Retry-After: 2\r\n')),
    expected: { kind: 'rate_limited', httpStatus: 429, outcomeKnown: false, retryAfterMs: 2_000 },
    passing: true,
  },
  {
    name: 'an undocumented refusal',
    answer: (socket, request) => socket.end(http('418 Teapot', jsonError(418, request))),
    expected: { kind: 'unexpected_status', httpStatus: 418, outcomeKnown: false },
    passing: false,
  },
  {
    name: 'a conflict',
    answer: (socket, request) => socket.end(http('409 Conflict', jsonError(409, request))),
    expected: { kind: 'conflict', httpStatus: 409, outcomeKnown: false },
    passing: false,
  },
  {
    name: 'a refusal that quotes the request',
    answer: (socket, request) => {
      const body = jsonError(400, [`card.number ${MARKER_CARD} is not valid`, request]);
      socket.end(http('400 Bad Request', body));
    },
    expected: { kind: 'validation', httpStatus: 400, outcomeKnown: true },
    passing: false,
  },
  {
    name: 'a bad key',
    answer: (socket, request) => socket.end(http('401 Unauthorized', jsonError(401, request))),
    expected: { kind: 'authentication', httpStatus: 401, outcomeKnown: true },
    passing: false,
  },
  {
    name: 'a key without permission',
    answer: (socket, request) => socket.end(http('403 Forbidden', jsonError(403, request))),
    expected: { kind: 'permission', httpStatus: 403, outcomeKnown: true },
    passing: false,
  },
  {
    name: 'an unknown resource',
    answer: (socket, request) => socket.end(http('404 Not Found', jsonError(404, request))),
    expected: { kind: 'not_found', httpStatus: 404, outcomeKnown: true },
    passing: false,
  },
];

/** Losses in which no answer ends: they cost their timeout. */
const hangs: Loss[] = [
  {
    name: 'silence',
    answer: () => undefined,
    expected: { kind: 'timeout', httpStatus: null, outcomeKnown: false },
    passing: true,
  },
  {
    name: 'a body that drips without end',
    answer: (socket) => {
      socket.write(CHUNKED);
      const drip = setInterval(() => socket.write(chunkOf(' ')), 10);
      socket.on('close', () => clearInterval(drip));
    },
    expected: { kind: 'timeout', httpStatus: 201, outcomeKnown: false },
    passing: true,
  },
];

function expectNothingLeaks(error: unknown, events: InflowCallEvent[]) {
  expect(error).toBeInstanceOf(InflowError);
  const written = [
    inspect(error, { depth: 20, showHidden: true }),
    JSON.stringify(error),
    error instanceof Error ? error.stack : '',
    String(error),
    JSON.stringify(events),
  ].join('\n');
  for (const secret of [MARKER_CARD, API_KEY, '3782 822463 10005', 'SSH-2.0', '<html>']) {
    expect(written).not.toContain(secret);
  }
  expect(error).not.toHaveProperty('cause');
}

describe.each(writes)('%s', (operation, send) => {
  // An update that is not served as POST is sent as PATCH (alternatives.test.ts).
  const isSentOnce = ({ expected }: Loss) => operation !== 'updatePayment' || expected.kind !== 'not_found';
  it.each([...losses, ...hangs].filter(isSentOnce))(
    'is sent once and ends in a typed error: $name',
    async ({ answer, expected }) => {
      await using server = await startRawServer(answer);
      const events: InflowCallEvent[] = [];
      const timeoutMs = expected.kind === 'timeout' ? 500 : 120_000;
      await using client = clientOf(
        { api: server.url },
        { timeoutMs, onCall: (event) => events.push(event) },
      );

      const error = await failureOf(send(client));

      expect(error).toMatchObject({ operation, requestSent: true, ...expected });
      expect(server.requests).toHaveLength(1);
      expect(events).toMatchObject([{ operation, attempt: 1, errorKind: expected.kind }]);
      expectNothingLeaks(error, events);
    },
  );

  it('reports that nothing was sent when the port is closed', async () => {
    const events: InflowCallEvent[] = [];
    await using client = clientOf({ api: await refusedUrl() }, { onCall: (event) => events.push(event) });
    const error = await failureOf(send(client));
    expect(error).toMatchObject({
      kind: 'connection',
      code: 'ECONNREFUSED',
      requestSent: false,
      outcomeKnown: true,
    });
    expect(events).toHaveLength(1);
    expectNothingLeaks(error, events);
  });

  it('has an unknown outcome when the caller aborts it after it was sent', async () => {
    const caller = new AbortController();
    await using server = await startRawServer(() => caller.abort());
    const events: InflowCallEvent[] = [];
    await using client = clientOf({ api: server.url }, { onCall: (event) => events.push(event) });
    const error = await failureOf(send(client, { signal: caller.signal }));
    expect(error).toMatchObject({ kind: 'aborted', requestSent: true, outcomeKnown: false });
    expect(server.requests).toHaveLength(1);
    expectNothingLeaks(error, events);
  });

  it('is not sent when its signal is already aborted', async () => {
    await using server = await startRawServer(() => undefined);
    await using client = clientOf({ api: server.url });
    const error = await failureOf(send(client, { signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ kind: 'aborted', requestSent: false, outcomeKnown: true });
    expect(server.requests).toEqual([]);
  });
});

// The connection is made the same way for all of them, and these take their time: the two that move money.
describe.each(writes.slice(0, 2))('%s', (_operation, send) => {
  it('reports that nothing was sent when the connection is never established', async () => {
    await using server = await startRawServer(() => undefined);
    const events: InflowCallEvent[] = [];
    await using client = clientOf(
      { api: `https://127.0.0.1:${server.port}` },
      { connectTimeoutMs: 50, onCall: (event) => events.push(event) },
    );
    const error = await failureOf(send(client));
    expect(error).toMatchObject({ kind: 'timeout', requestSent: false, outcomeKnown: true });
    expect(server.requests).toEqual([]);
    expectNothingLeaks(error, events);
  });

  it('reports that nothing was sent when the TLS handshake is cut off', async () => {
    await using server = await startRawServer(
      () => undefined,
      (socket) => socket.destroy(),
    );
    await using client = clientOf({ api: `https://127.0.0.1:${server.port}` });
    const error = await failureOf(send(client));
    expect(error).toMatchObject({ kind: 'connection', requestSent: false, outcomeKnown: true });
    expectNothingLeaks(error, []);
  });
});

describe('createPayment', () => {
  it.each([
    ['nothing', '', 'not_json'],
    ['a page', '<html>ok</html>', 'not_json'],
    ['half a body whose connection simply ends', '{"id":"pay_abc123","amountIn', 'not_json'],
    ['an empty object', '{}', 'wrong_shape'],
    [
      'a payment without a status',
      '{"id":"pay_abc123","amountInCents":4999,"currency":"EUR"}',
      'wrong_shape',
    ],
    [
      'an amount that is not whole cents',
      '{"id":"a","amountInCents":49.99,"currency":"EUR","status":"X"}',
      'wrong_shape',
    ],
  ])('leaves the outcome open when a 201 says %s', async (_name, body, reason) => {
    await using server = await startRawServer((socket) => socket.end(`HTTP/1.1 201 Created\r\n\r\n${body}`));
    await using client = clientOf({ api: server.url });
    expect(await failureOf(client.createPayment(create))).toMatchObject({
      kind: 'unreadable_answer',
      reason,
      httpStatus: 201,
      outcomeKnown: false,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('never follows a redirect, which would send the card to another host', async () => {
    await using thief = await startServer(() => ({ status: 201 }));
    await using server = await startServer(() => ({ status: 308, headers: { location: thief.url } }));
    await using client = clientOf({ api: server.url });
    expect(await failureOf(client.createPayment(create))).toMatchObject({ reason: 'redirect' });
    expect(server.requests).toHaveLength(1);
    expect(thief.requests).toEqual([]);
  });

  it('is not sent again when its kept-alive connection breaks', async () => {
    let served = 0;
    await using server = await startRawServer((socket) => {
      served += 1;
      if (served === 1) socket.write(http('201 Created', JSON.stringify(fixture('create-payment.response'))));
      else socket.destroy();
    });
    await using client = clientOf({ api: server.url });
    await client.createPayment(create);
    expect(await failureOf(client.createPayment(create))).toMatchObject({
      kind: 'connection',
      requestSent: true,
      outcomeKnown: false,
    });
    expect(server.requests).toHaveLength(2);
  });
});

describe.each(reads)('%s', (operation, send) => {
  // The tax rate has another address (alternatives.test.ts).
  const isRead = ({ expected }: Loss) => operation !== 'taxRate' || expected.kind !== 'not_found';
  it.each(losses.filter(isRead))(
    'is retried only after a transient failure: $name',
    async ({ answer, expected, passing }) => {
      await using server = await startRawServer(answer);
      const events: InflowCallEvent[] = [];
      await using client = clientOf({ api: server.url }, { onCall: (event) => events.push(event) });
      const error = await failureOf(send(client));
      expect(error).toMatchObject({ operation, ...expected });
      expect(server.requests).toHaveLength(passing ? 3 : 1);
      expect(events.map(({ attempt }) => attempt)).toEqual(passing ? [1, 2, 3] : [1]);
      expectNothingLeaks(error, events);
    },
  );

  it('is retried when the port is closed', async () => {
    const events: InflowCallEvent[] = [];
    await using client = clientOf({ api: await refusedUrl() }, { onCall: (event) => events.push(event) });
    expect(await failureOf(send(client))).toMatchObject({ kind: 'connection', requestSent: false });
    expect(events).toHaveLength(3);
  });
});

describe('a GET that hangs', () => {
  it.each(hangs)('is retried within its timeout: $name', async ({ answer, expected }) => {
    await using server = await startRawServer(answer);
    await using client = clientOf({ api: server.url }, { timeoutMs: 3_600, random: () => 0 });
    expect(await failureOf(client.readPayment(ID))).toMatchObject({ operation: 'readPayment', ...expected });
    expect(server.requests).toHaveLength(3);
  });
});

describe('a GET that fails at first', () => {
  const payment = JSON.stringify(fixture('payment.authorized'));

  it('returns the result of a later try', async () => {
    let served = 0;
    await using server = await startRawServer((socket) => {
      served += 1;
      if (served < 3) socket.destroy();
      else socket.end(http('200 OK', payment));
    });
    await using client = clientOf({ api: server.url });
    expect(await client.readPayment(ID)).toEqual(fixture('payment.authorized'));
    expect(server.requests).toHaveLength(3);
  });

  it('waits at least as long as Retry-After says', async () => {
    const waits: number[] = [];
    await using server = await startServer(() => ({ status: 429, headers: { 'retry-after': '2' } }));
    const sleep = async (ms: number) => {
      waits.push(ms);
    };
    await using client = clientOf({ api: server.url }, { sleep, random: () => 0.5 });
    expect(await failureOf(client.readPayment(ID))).toMatchObject({
      kind: 'rate_limited',
      retryAfterMs: 2_000,
    });
    expect(waits).toEqual([2_000, 2_000]);
  });

  it('fails without a retry when Retry-After is beyond its timeout', async () => {
    await using server = await startServer(() => ({ status: 503, headers: { 'retry-after': '3600' } }));
    await using client = clientOf({ api: server.url });
    expect(await failureOf(client.readPayment(ID))).toMatchObject({ kind: 'server', httpStatus: 503 });
    expect(server.requests).toHaveLength(1);
  });

  it('is not retried after its signal was aborted between two tries', async () => {
    const caller = new AbortController();
    const events: InflowCallEvent[] = [];
    await using server = await startServer(() => ({ status: 500 }));
    const sleep = async () => caller.abort();
    await using client = clientOf({ api: server.url }, { sleep, onCall: (event) => events.push(event) });
    expect(await failureOf(client.readPayment(ID, { signal: caller.signal }))).toMatchObject({
      kind: 'aborted',
    });
    expect(events).toHaveLength(1);
    expect(server.requests).toHaveLength(1);
  });

  it('ends its wait when the signal is aborted', async () => {
    const caller = new AbortController();
    await using server = await startServer(() => {
      setImmediate(() => setTimeout(() => caller.abort(), 30));
      return { status: 503, headers: { 'retry-after': '60' } };
    });
    await using client = clientOf({ api: server.url }, { sleep: undefined, timeoutMs: 120_000 });
    expect(await failureOf(client.readPayment(ID, { signal: caller.signal }))).toMatchObject({
      kind: 'aborted',
    });
    expect(server.requests).toHaveLength(1);
  });
});
