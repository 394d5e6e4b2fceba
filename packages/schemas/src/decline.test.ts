import { expect, test } from 'vitest';
import { coarseDecline, declineOf, KNOWN_DECLINE_CODES, shownDecline } from './decline.ts';

test('a decline: the same card may be tried again unless the code is final for it, also with an unknown code', () => {
  const final = KNOWN_DECLINE_CODES.filter((code) => !declineOf(code).retryable);
  expect(final).toEqual(['expired_card', 'restricted_card', 'lost_card', 'stolen_card']);
  expect(declineOf('a_new_code')).toEqual({ code: 'a_new_code', retryable: true });
  expect(declineOf(null)).toEqual({ code: 'card_declined', retryable: true });
});

test('a decline: a shopper is not told that the card is reported lost or stolen', () => {
  for (const code of KNOWN_DECLINE_CODES) {
    const shown = shownDecline(declineOf(code));
    expect(shown.code).not.toMatch(/lost|stolen/);
    expect(shown.retryable).toBe(declineOf(code).retryable);
  }
  expect(shownDecline(declineOf('lost_card')).code).toBe('restricted_card');
  expect(shownDecline(declineOf('insufficient_funds')).code).toBe('insufficient_funds');
});

test('a decline: a card tester is told of all cards the same, also with an unknown code', () => {
  const shown = [...KNOWN_DECLINE_CODES, 'a_new_code', null].map((code) => coarseDecline(declineOf(code)));
  const told = shown.filter(({ code }) => code !== 'card_declined').map(({ code }) => code);
  expect(told).toEqual([
    'processing_error',
    'PAYMENT_PROCESSING_ERROR',
    'not_charged',
    'closed',
    'superseded',
    'total_changed',
  ]);
  expect(shown.every(({ retryable }) => retryable)).toBe(true);
});
