import { expect, test } from 'vitest';
import type { SwitchName } from '../src/domain/dialect.ts';
import { type Answers, linesOf } from '../src/probe/findings.ts';
import { probe } from '../src/probe/probe.ts';
import { startSandbox } from '../src/start.ts';
import { type Change, startChangingProxy } from './changing-proxy.ts';

const apiKey = 'inflow_priv_sandbox';

/** Of the default dialect, to a probe without a receiver and without a second key. */
const NEVER_SEEN: readonly SwitchName[] = [
  'unconfirmedMs',
  'taxRateMs',
  'eventNames',
  'eventStatus',
  's2sDisabled',
];

const probeAt = (hosts: { apiUrl: string; cardUrl: string }) =>
  probe({
    ...hosts,
    apiKey,
    spacingMs: 0,
    timeoutMs: 60_000,
    unconfirmedMs: 0,
    lateMs: 1_000,
    slowMs: 60_000,
  });

function expectHidden(answers: Answers, names: readonly SwitchName[]): void {
  expect(Object.keys(answers.notObserved).sort()).toEqual([...NEVER_SEEN, ...names].sort());
  for (const name of names) {
    expect(answers.answers).not.toHaveProperty(name);
    const line = new RegExp(`^${name} +– +not observed: .`);
    expect(linesOf(answers)).toContainEqual(expect.stringMatching(line));
  }
}

const isConfirm = (path: string) => path.endsWith('/confirm');
const isList = (path: string) => path.startsWith('/api/payment?');
const isRead = (method: string, path: string) => method === 'GET' && path.startsWith('/api/payment/pay_');
const object = (body: unknown) => body as Record<string, unknown>;

const hidden: readonly (readonly [string, readonly SwitchName[], Change])[] = [
  ['every answer shows', [], () => ({})],
  [
    'every confirm works, and is 500',
    ['confirmStatus', 'confirmBody', 'confirmAgain', 'refundAgain'],
    ({ path }) => (isConfirm(path) ? { status: 500 } : {}),
  ],
  [
    'a confirm is accepted with 202',
    ['confirmStatus'],
    ({ path, status }) => (isConfirm(path) && status === 201 ? { status: 202 } : {}),
  ],
  [
    'a confirm has a body of its own',
    ['confirmBody'],
    ({ path, status }) => (isConfirm(path) && status === 201 ? { body: { ok: true } } : {}),
  ],
  [
    'another confirm is 422',
    ['confirmAgain'],
    ({ path, status }) => (isConfirm(path) && status === 400 ? { status: 422 } : {}),
  ],
  [
    'no charge shows',
    ['confirmAgain', 'refundAgain', 'autoConfirmMs'],
    ({ method, path, body }) =>
      isRead(method, path) && object(body).depositStatus === 'succeeded'
        ? { body: { ...object(body), depositStatus: 'confirming' } }
        : {},
  ],
  [
    'another refund is 422',
    ['refundAgain'],
    ({ path, status }) => (path.endsWith('/refund') && status === 400 ? { status: 422 } : {}),
  ],
  [
    'the tax rate misses something else than an amount',
    ['taxRate'],
    ({ path }) =>
      path.startsWith('/api/tax/') ? { status: 400, body: { message: ['region is unknown'] } } : {},
  ],
  [
    'the list is under another name',
    ['listEnvelope', 'listLagMs', 'listOrder', 'metadata'],
    ({ path, status, body }) =>
      isList(path) && status === 200 ? { body: { records: object(body).data } } : {},
  ],
  [
    'every page is refused',
    ['listEnvelope', 'largerLimit', 'largestPage', 'listLagMs', 'listOrder', 'metadata'],
    ({ path }) => (isList(path) ? { status: 400, body: { message: ['cursor should not be empty'] } } : {}),
  ],
  [
    'metadata comes back as something else',
    ['metadata'],
    ({ method, path, body }) =>
      isRead(method, path) ? { body: { ...object(body), metadatas: { number: [7] } } } : {},
  ],
  [
    'PATCH fails with 500',
    ['update'],
    ({ method }) => (method === 'PATCH' ? { status: 500, body: { message: 'Internal' } } : {}),
  ],
  [
    'the other host fails with 500',
    ['savedCardHost', 'otherHost'],
    ({ method, path, status }) =>
      method === 'POST' && path === '/api/server/payment' && status === 404 ? { status: 500 } : {},
  ],
  [
    'an amount is larger than the price',
    ['inclusiveAmount'],
    ({ path, status, body }) =>
      path === '/api/server/payment' && status === 201
        ? { body: { ...object(body), amountInCents: 1_201 } }
        : {},
  ],
  [
    'a payment that waits has an unknown status',
    ['unconfirmed'],
    ({ method, path, body }) =>
      isRead(method, path) && object(body).status === 'INITIATION'
        ? { body: { ...object(body), status: 'DORMANT' } }
        : {},
  ],
];

test.concurrent.each(hidden)('probe: %s: it says not observed of %j alone', async (_, names, change) => {
  await using sandbox = await startSandbox({ apiKey });
  await using api = await startChangingProxy(sandbox.apiUrl, change);
  await using card = await startChangingProxy(sandbox.cardUrl, change);
  expectHidden(await probeAt({ apiUrl: api.url, cardUrl: card.url }), names);
});

test('probe: every confirm fails with 500: it says not observed of all that a confirm shows', async () => {
  await using sandbox = await startSandbox({ apiKey });
  await sandbox.control.faults.add({ operation: 'confirm', kind: 'status', status: 500 });
  expectHidden(await probeAt(sandbox), [
    'confirmStatus',
    'confirmBody',
    'confirmAgain',
    'refundAgain',
    'declinedConfirm',
    'savedCardHost',
    'otherHost',
  ]);
});
