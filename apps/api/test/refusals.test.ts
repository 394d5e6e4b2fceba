import { request } from 'node:http';
import { expect, test } from 'vitest';
import { SERVICE_TOKEN, startWorld } from './support/world.ts';

type Sent = { method: string; path: string; headers?: Record<string, string>; body?: string };

function send(url: string, { method, path, headers = {}, body = '' }: Sent) {
  const { hostname, port } = new URL(url);
  return new Promise<{ status: number | undefined; type: string | undefined; text: string }>(
    (resolve, reject) => {
      const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      request({ hostname, port, path, method, headers: { ...length, ...headers } }, async (answer) => {
        let text = '';
        for await (const chunk of answer) text += chunk;
        resolve({ status: answer.statusCode, type: answer.headers['content-type'], text });
      })
        .once('error', reject)
        .end(body);
    },
  );
}

const JSON_BODY = { 'content-type': 'application/json' };

const REFUSED: [Sent, number, string][] = [
  [{ method: 'GET', path: '/trpc/nothing' }, 404, 'NOT_FOUND'],
  [{ method: 'POST', path: '/trpc/nothing', headers: JSON_BODY, body: '{}' }, 404, 'NOT_FOUND'],
  [{ method: 'GET', path: '/trpc/' }, 404, 'NOT_FOUND'],
  [{ method: 'GET', path: '/trpc' }, 404, 'NOT_FOUND'],
  [{ method: 'POST', path: '/trpc', headers: JSON_BODY, body: '{}' }, 404, 'NOT_FOUND'],
  [{ method: 'GET', path: '/trpc/sessions/get' }, 404, 'NOT_FOUND'],
  [
    { method: 'GET', path: '/api/trpc/sessions.get', headers: { accept: 'application/json' } },
    404,
    'NOT_FOUND',
  ],
  [{ method: 'POST', path: '/nothing', headers: JSON_BODY, body: '{}' }, 404, 'NOT_FOUND'],
  [{ method: 'POST', path: '/checkout/x' }, 404, 'NOT_FOUND'],
  [{ method: 'GET', path: '/trpc/sessions.create' }, 405, 'METHOD_NOT_ALLOWED'],
  [
    { method: 'PUT', path: '/trpc/sessions.create', headers: JSON_BODY, body: '{}' },
    405,
    'METHOD_NOT_ALLOWED',
  ],
  [{ method: 'DELETE', path: '/trpc/sessions.get' }, 405, 'METHOD_NOT_ALLOWED'],
  [{ method: 'PATCH', path: '/' }, 405, 'METHOD_NOT_ALLOWED'],
  [{ method: 'PROPFIND', path: '/' }, 405, 'METHOD_NOT_ALLOWED'],
  [
    { method: 'POST', path: '/trpc/sessions.create', headers: { 'content-type': 'text/plain' }, body: '{}' },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    {
      method: 'POST',
      path: '/trpc/sessions.create',
      headers: { 'content-type': 'application/xml' },
      body: '<a/>',
    },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    {
      method: 'POST',
      path: '/trpc/sessions.create',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=b',
    },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    { method: 'POST', path: '/trpc/sessions.create', headers: { 'content-type': 'nonsense' }, body: '{}' },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [{ method: 'POST', path: '/trpc/sessions.create', body: '{}' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  [{ method: 'POST', path: '/trpc/sessions.create', headers: JSON_BODY, body: '{' }, 400, 'INVALID_INPUT'],
  [{ method: 'GET', path: '/trpc/sessions.get?input={' }, 400, 'INVALID_INPUT'],
  [{ method: 'GET', path: '/trpc/%' }, 400, 'INVALID_INPUT'],
  [{ method: 'GET', path: `/trpc/${'x'.repeat(5_000)}` }, 404, 'NOT_FOUND'],
  [{ method: 'GET', path: '/trpc/sessions.list', headers: { authorization: '' } }, 401, 'UNAUTHORIZED'],
  [{ method: 'GET', path: '/metrics' }, 401, 'UNAUTHORIZED'],
  [{ method: 'GET', path: '/webhooks/inflow', headers: { accept: 'application/json' } }, 404, 'NOT_FOUND'],
  [{ method: 'POST', path: '/webhooks/inflow', headers: JSON_BODY, body: '{}' }, 401, 'UNAUTHORIZED'],
  [{ method: 'POST', path: '/csp-reports', headers: JSON_BODY, body: '{' }, 400, 'INVALID_INPUT'],
];

function expectOurForm(sent: Sent, answer: Awaited<ReturnType<typeof send>>, status: number, reason: string) {
  expect([sent, answer.status, answer.type?.split(';')[0]]).toEqual([sent, status, 'application/json']);
  expect([sent, JSON.parse(answer.text)]).toMatchObject([
    sent,
    {
      error: {
        code: expect.any(Number),
        message: expect.any(String),
        data: { code: expect.any(String), httpStatus: status, reason, outcomeKnown: expect.any(Boolean) },
      },
    },
  ]);
}

test('each refusal has our form: of paths, methods, types, bodies and tokens', async () => {
  await using world = await startWorld({ ATTEMPT_LIMITS: 'off' });
  for (const [sent, status, reason] of REFUSED) {
    const headers = { authorization: `Bearer ${SERVICE_TOKEN}`, ...sent.headers };
    const isAnonymous = ['/metrics', '/webhooks/inflow'].includes(sent.path);
    const answer = await send(world.api.url, isAnonymous ? sent : { ...sent, headers });
    expectOurForm(sent, answer, status, reason);
  }
});

test('each refusal of the port for operations has the same form', async () => {
  await using world = await startWorld({ OPS_PORT: '0' });
  for (const [sent, status, reason] of [
    [{ method: 'GET', path: '/nothing' }, 404, 'NOT_FOUND'],
    [{ method: 'POST', path: '/readyz' }, 404, 'NOT_FOUND'],
    [{ method: 'GET', path: '/%' }, 400, 'INVALID_INPUT'],
    [{ method: 'GET', path: '/metrics' }, 401, 'UNAUTHORIZED'],
  ] as const)
    expectOurForm(sent, await send(world.api.opsUrl, sent), status, reason);
});

test('a webhook delivery that cannot be taken is refused in our form', async () => {
  await using world = await startWorld({ INFLOW_WEBHOOK_SECRET: '' });
  const sent = { method: 'POST', path: '/webhooks/inflow', headers: JSON_BODY, body: '{}' };
  expectOurForm(sent, await send(world.api.url, sent), 503, 'UNAVAILABLE');
});
