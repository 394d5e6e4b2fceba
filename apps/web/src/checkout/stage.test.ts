import { describe, expect, it } from 'vitest';
import {
  agreement,
  challenged,
  declined,
  openSession as open,
  payment,
  reversed,
  succeeded,
} from '../gallery/fixtures.ts';
import { followOf, stageOf } from './stage.ts';

const processing = { status: 'processing', payment: null } as const;

describe('the stage of the page', () => {
  it.each([
    [open, 'idle', 'form'],
    [open, 'submitting', 'form'],
    [open, 'checking', 'processing'],
    [{ ...open, outcome: declined('card_declined') }, 'idle', 'form'],
    [{ ...open, outcome: challenged }, 'idle', 'form'],
    [{ ...open, outcome: agreement() }, 'idle', 'agreement'],
    [{ ...open, outcome: agreement() }, 'agreeing', 'agreement'],
    [{ ...open, outcome: agreement() }, 'submitting', 'form'],
    [{ ...open, outcome: agreement() }, 'checking', 'processing'],
    // The server is at it, and the response comes.
    [{ ...open, status: 'processing', outcome: processing }, 'agreeing', 'agreement'],
    [{ ...open, status: 'complete', outcome: succeeded('CHECKOUT_SUCCESS') }, 'agreeing', 'receipt'],
    [{ ...open, status: 'expired', outcome: agreement() }, 'agreeing', 'agreement'],
    [{ ...open, status: 'expired', outcome: agreement() }, 'idle', 'expired'],
    [{ ...open, outcome: processing }, 'idle', 'processing'],
    [{ ...open, status: 'processing' }, 'idle', 'processing'],
    [{ ...open, status: 'processing' }, 'submitting', 'form'],
    [{ ...open, status: 'processing', outcome: challenged }, 'idle', 'form'],
    [{ ...open, status: 'processing', outcome: challenged }, 'checking', 'processing'],
    [{ ...open, status: 'complete', outcome: succeeded('CHECKOUT_SUCCESS') }, 'submitting', 'receipt'],
    [{ ...open, status: 'expired' }, 'idle', 'expired'],
    [{ ...open, status: 'reversed', outcome: reversed('FULLY_REFUNDED') }, 'idle', 'receipt'],
    [{ ...open, status: 'reversed', outcome: reversed('PAYMENT_FAILED') }, 'idle', 'failed'],
    [{ ...open, status: 'reversed', outcome: reversed('CANCELED') }, 'submitting', 'failed'],
    [{ ...open, status: 'reversed', outcome: reversed('A_NEW_STATUS') }, 'checking', 'failed'],
    [{ ...open, status: 'expired', outcome: reversed('FULLY_REFUNDED') }, 'idle', 'receipt'],
    // Another payment paid it.
    [{ ...open, status: 'complete', outcome: reversed('FULLY_REFUNDED') }, 'idle', 'receipt'],
    // A stray charge was refunded: the session is still to be paid.
    [{ ...open, outcome: reversed('FULLY_REFUNDED') }, 'idle', 'form'],
    // An outcome alone makes no receipt: the session has to say so.
    [{ ...open, outcome: succeeded('CHECKOUT_SUCCESS') }, 'idle', 'form'],
  ] as const)('%# %j while %s: %s', (view, phase, stage) => expect(stageOf(view, phase)).toBe(stage));

  it('is the form again once the shopper has left the total, until another payment waits', () => {
    const waiting = { ...open, outcome: agreement() };
    expect(stageOf(waiting, 'idle', payment.id)).toBe('form');
    expect(stageOf(waiting, 'idle', 'the payment before it')).toBe('agreement');
  });
});

describe('following the session', () => {
  it.each([
    [open, 'idle', 'no'],
    [open, 'submitting', 'no'],
    [{ ...open, status: 'processing' }, 'idle', 'watch'],
    [{ ...open, outcome: challenged }, 'redirecting', 'watch'],
    [{ ...open, outcome: agreement() }, 'idle', 'watch'],
    [{ ...open, status: 'processing' }, 'agreeing', 'watch'],
    [{ ...open, status: 'expired', outcome: agreement() }, 'idle', 'no'],
    // An authorised payment may fail, and any may be refunded, under an open receipt.
    [{ ...open, status: 'complete' }, 'idle', 'listen'],
    [{ ...open, status: 'reversed' }, 'idle', 'no'],
    [{ ...open, status: 'expired' }, 'idle', 'no'],
    // The subscription may have nothing to say about an attempt that has not begun.
    [open, 'checking', 'poll'],
    [{ ...open, status: 'processing' }, 'checking', 'poll'],
  ] as const)('%# %j while %s: %s', (view, phase, follow) => expect(followOf(view, phase)).toBe(follow));
});
