import { describe, expect, it } from 'vitest';
import { challenged, declined, openSession as open, succeeded } from '../gallery/fixtures.ts';
import { followOf, stageOf } from './stage.ts';

const processing = { status: 'processing', payment: null } as const;

describe('the stage of the page', () => {
  it.each([
    [open, 'idle', 'form'],
    [open, 'submitting', 'form'],
    [open, 'checking', 'processing'],
    [{ ...open, outcome: declined('card_declined') }, 'idle', 'form'],
    [{ ...open, outcome: challenged }, 'idle', 'form'],
    [{ ...open, outcome: processing }, 'idle', 'processing'],
    [{ ...open, status: 'processing' }, 'idle', 'processing'],
    [{ ...open, status: 'processing' }, 'submitting', 'form'],
    [{ ...open, status: 'processing', outcome: challenged }, 'idle', 'form'],
    [{ ...open, status: 'processing', outcome: challenged }, 'checking', 'processing'],
    [{ ...open, status: 'complete', outcome: succeeded('CHECKOUT_SUCCESS') }, 'submitting', 'receipt'],
    [{ ...open, status: 'expired' }, 'idle', 'expired'],
    // An outcome alone makes no receipt: the session has to say so.
    [{ ...open, outcome: succeeded('CHECKOUT_SUCCESS') }, 'idle', 'form'],
  ] as const)('%# %j while %s: %s', (view, phase, stage) => expect(stageOf(view, phase)).toBe(stage));
});

describe('following the session', () => {
  it.each([
    [open, 'idle', 'no'],
    [open, 'submitting', 'no'],
    [{ ...open, status: 'processing' }, 'idle', 'watch'],
    [{ ...open, outcome: challenged }, 'redirecting', 'watch'],
    [{ ...open, status: 'complete' }, 'idle', 'no'],
    [{ ...open, status: 'expired' }, 'idle', 'no'],
    // The subscription may have nothing to say about an attempt that has not begun.
    [open, 'checking', 'poll'],
    [{ ...open, status: 'processing' }, 'checking', 'poll'],
  ] as const)('%# %j while %s: %s', (view, phase, follow) => expect(followOf(view, phase)).toBe(follow));
});
