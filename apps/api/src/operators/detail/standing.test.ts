import { expect, test } from 'vitest';
import { type Facts, standingOf } from './standing.ts';

const NOTHING: Facts = { payment: null, attempt: null, session: 'open', refund: null, awaitsApproval: false };
const charged = (status: string, more: Partial<NonNullable<Facts['payment']>> = {}): Facts['payment'] => ({
  status,
  wasAuthorised: true,
  stray: false,
  dismissed: false,
  ...more,
});
const of = (facts: Partial<Facts>) => standingOf({ ...NOTHING, ...facts });

test("Inflow's word on the money comes before ours on the request", () => {
  expect(of({ payment: charged('FULLY_REFUNDED'), refund: 'unknown' })).toBe('refunded');
  expect(of({ payment: charged('PAYMENT_SUCCESS'), refund: 'unknown' })).toBe('refundUnknown');
  expect(of({ payment: charged('PAYMENT_SUCCESS'), refund: 'requested' })).toBe('refundPending');
  expect(of({ payment: charged('PAYMENT_SUCCESS'), refund: 'failed' })).toBe('refundFailed');
  expect(of({ payment: charged('PAYMENT_SUCCESS'), refund: 'failed', awaitsApproval: true })).toBe(
    'refundAwaitsApproval',
  );
});

test('what is not known is said to be unknown, and what failed later is not a decline', () => {
  expect(of({ attempt: { state: 'confirm_unknown', declineCode: null } })).toBe('unknown');
  expect(of({ attempt: { state: 'create_unknown', declineCode: null } })).toBe('unknown');
  expect(of({ payment: charged('PAYMENT_FAILED') })).toBe('failedAfterwards');
  const declined = { state: 'declined', declineCode: 'card_declined' } as const;
  expect(of({ payment: charged('PAYMENT_FAILED', { wasAuthorised: false }), attempt: declined })).toBe(
    'declined',
  );
  expect(of({ attempt: { ...declined, declineCode: 'not_charged' } })).toBe('notCharged');
  // A status that is new to us says nothing; the attempt does.
  expect(of({ payment: charged('BRAND_NEW', { wasAuthorised: false }), attempt: declined })).toBe('declined');
});

test('a stray charge is one until a person has decided', () => {
  expect(of({ payment: charged('PAYMENT_SUCCESS', { stray: true }) })).toBe('stray');
  expect(of({ payment: charged('PAYMENT_SUCCESS', { stray: true, dismissed: true }) })).toBe(
    'strayDismissed',
  );
  expect(of({ payment: charged('PAYMENT_FAILED', { stray: true }) })).toBe('failedAfterwards');
});

test('a session without an attempt waits, or has expired', () => {
  expect(of({})).toBe('waiting');
  expect(of({ session: 'expired' })).toBe('expired');
});
