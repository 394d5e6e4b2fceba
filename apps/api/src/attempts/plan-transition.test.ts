import { describe, expect, test } from 'vitest';
import { sessionFacts } from '../../test/support/attempts.ts';
import { ATTEMPT_STATES } from '../db/attempt-states.ts';
import { planTransition } from './plan-transition.ts';
import { mayFollow } from './states.ts';

const at = (state: (typeof ATTEMPT_STATES)[number], changes: Parameters<typeof sessionFacts>[0] = {}) => ({
  state,
  paymentId: 'pay_1',
  session: sessionFacts(changes),
});

describe('planTransition', () => {
  test('refuses exactly the transitions that do not exist', () => {
    for (const state of ATTEMPT_STATES) {
      for (const to of ATTEMPT_STATES) {
        const plan = () => planTransition(at(state), { to });
        if (state === to) expect(plan()).toBeNull();
        else if (mayFollow(state, to)) expect(plan()).toMatchObject({ to });
        else expect(plan, `${state} to ${to}`).toThrow(`from ${state} to ${to}`);
      }
    }
  });

  test('does not announce a confirm beside a paid session, and only there', () => {
    expect(planTransition(at('created', { status: 'complete' }), { to: 'confirming' })).toBeNull();
    expect(planTransition(at('created', { status: 'reversed' }), { to: 'confirming' })).toBeNull();
    expect(planTransition(at('created', { status: 'expired' }), { to: 'confirming' })).not.toBeNull();
    expect(planTransition({ ...at('created'), session: null }, { to: 'confirming' })).toEqual({
      to: 'confirming',
      session: null,
    });
  });

  test('a charge completes its session and becomes its payment', () => {
    expect(planTransition(at('confirming'), { to: 'succeeded', readPaymentId: 'pay_1' })).toEqual({
      to: 'succeeded',
      session: { status: 'complete', paymentId: 'pay_1', openForMs: 0, announced: true },
    });
  });

  test('the payment is the one that was read, else the one that is written, else the one that is known', () => {
    const from = { ...at('creating'), paymentId: null };
    const paid = (target: object) => planTransition(from, { to: 'succeeded', ...target })?.session?.paymentId;
    expect(paid({ readPaymentId: 'read', changes: { paymentId: 'written' } })).toBe('read');
    expect(paid({ changes: { paymentId: 'written' } })).toBe('written');
    expect(planTransition(at('created'), { to: 'succeeded' })?.session?.paymentId).toBe('pay_1');
  });

  test('a charge beside another that paid the session is a stray charge, and changes nothing of the session', () => {
    const paid = { status: 'complete' as const, paymentId: 'pay_other' };
    expect(planTransition(at('abandoned', paid), { to: 'succeeded', readPaymentId: 'pay_1' })).toMatchObject({
      to: 'orphaned',
      session: { status: 'complete', paymentId: 'pay_other' },
    });
    expect(
      planTransition(at('confirming', { ...paid, paymentId: 'pay_1' }), { to: 'succeeded' }),
    ).toMatchObject({ to: 'succeeded' });
  });

  test('a stray charge that is read again stays one', () => {
    const paid = { status: 'complete' as const, paymentId: 'pay_other' };
    expect(planTransition(at('orphaned', paid), { to: 'succeeded', readPaymentId: 'pay_1' })).toBeNull();
  });

  test.each([
    ['created', 'confirming', {}, 'processing'],
    ['creating', 'declined', {}, 'open'],
    ['creating', 'declined', { hasOtherUnresolved: true }, 'processing'],
    ['creating', 'declined', { status: 'expired' }, 'expired'],
    ['creating', 'created', { status: 'expired' }, 'processing'],
    ['creating', 'declined', { status: 'complete', paymentId: 'pay_other' }, 'complete'],
    ['creating', 'requires_action', {}, 'open'],
    ['confirming', 'orphaned', {}, 'processing'],
    ['confirming', 'orphaned', { status: 'expired' }, 'expired'],
    ['creating', 'declined', { hasOtherStray: true }, 'processing'],
    ['succeeded', 'reversed', { status: 'complete', paymentId: 'pay_1' }, 'reversed'],
    ['confirm_unknown', 'reversed', {}, 'reversed'],
    ['reversed', 'succeeded', { status: 'reversed', paymentId: 'pay_1' }, 'complete'],
    ['abandoned', 'reversed', { status: 'complete', paymentId: 'pay_other' }, 'complete'],
    ['requires_action', 'declined', { status: 'reversed' }, 'reversed'],
    ['orphaned', 'reversed', {}, 'open'],
    ['orphaned', 'reversed', { status: 'complete', paymentId: 'pay_other' }, 'complete'],
  ] as const)('from %s to %s beside a session with %j leaves it %s', (from, to, session, status) => {
    expect(planTransition(at(from, session), { to })).toMatchObject({ to, session: { status } });
  });

  test('a 3DS challenge keeps its session open for a quarter of an hour; nothing else does', () => {
    expect(planTransition(at('creating'), { to: 'requires_action' })?.session?.openForMs).toBe(900_000);
    expect(planTransition(at('creating'), { to: 'created' })?.session?.openForMs).toBe(0);
  });

  test('steps between which the page shows the same are not announced, unless the status changes', () => {
    const announced = (to: 'created' | 'confirming', status: 'open' | 'processing') =>
      planTransition(at(to === 'created' ? 'creating' : 'created', { status }), { to })?.session?.announced;
    expect(announced('created', 'processing')).toBe(false);
    expect(announced('confirming', 'processing')).toBe(false);
    expect(announced('confirming', 'open')).toBe(true);
    expect(planTransition(at('confirming'), { to: 'confirm_unknown' })?.session?.announced).toBe(true);
  });
});
