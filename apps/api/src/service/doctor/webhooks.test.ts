import { InflowTimeoutError } from '@checkout/inflow/errors';
import { expect, test } from 'vitest';
import type { Registered } from './registration.ts';
import { keyFindings, webhookFindings } from './webhooks.ts';

const SECRET = 'whsec_of_these_tests';
const OWN: Registered = {
  webhookId: 'webhook_1',
  webhookUrl: 'https://pay.shop.example/webhooks/inflow',
  status: 'enabled',
  failureReason: null,
  secret: SECRET,
};
const GOOD: Parameters<typeof webhookFindings>[0] = {
  registration: { kind: 'read', own: [OWN], others: 0 },
  secrets: [SECRET],
  publicUrl: 'https://pay.shop.example',
  canBeRegistered: true,
  lastDeliverySeconds: 60,
  hasPayments: true,
};
const away = new InflowTimeoutError({
  operation: 'listWebhooks',
  httpStatus: null,
  requestSent: true,
  code: null,
});

const own = (changes: Partial<Registered>) => ({
  registration: { kind: 'read' as const, own: [{ ...OWN, ...changes }], others: 0 },
});
/** What is not good: its level, and whether it is repaired. */
const problems = (changes: Partial<typeof GOOD>) =>
  webhookFindings({ ...GOOD, ...changes }).flatMap(({ level, repairable }) =>
    level === 'good' ? [] : [`${level}${repairable ? ', repairable' : ''}`],
  );

test.each<[string, Partial<typeof GOOD>, string[]]>([
  ['a registration that is ours and works', {}, []],
  ['one that Inflow has disabled', own({ status: 'disabled', failureReason: '503' }), ['bad, repairable']],
  ['one that begins to fail', own({ failureReason: '503' }), ['warning']],
  ['a secret that is not ours', own({ secret: 'whsec_of_another' }), ['bad, repairable']],
  ['a secret that Inflow does not say', own({ secret: null }), ['warning']],
  ['no secret here', { secrets: [] }, ['bad']],
  ['no registration', { registration: { kind: 'read', own: [], others: 2 } }, ['warning, repairable']],
  [
    'a page without https',
    { registration: { kind: 'read', own: [], others: 0 }, canBeRegistered: false },
    ['warning'],
  ],
  ['an Inflow that is away', { registration: { kind: 'unread', error: away } }, ['warning']],
  ['payments and never a webhook', { lastDeliverySeconds: null }, ['warning, repairable']],
  ['payments and no webhook for days', { lastDeliverySeconds: 200_000 }, ['warning, repairable']],
  ['neither payments nor webhooks', { lastDeliverySeconds: null, hasPayments: false }, []],
])('doctor, webhooks: %s', (_name, changes, expected) => {
  expect(problems(changes)).toEqual(expected);
});

test('doctor, keys: an Inflow that is away says nothing of the key', () => {
  expect(keyFindings({ kind: 'unread', error: away })).toMatchObject([
    { level: 'warning', says: 'INFLOW_API_KEY could not be tried (no response).' },
  ]);
});
