import { expect, it } from 'vitest';
import { createAttemptKeys } from './attempt-keys.ts';

function keys() {
  let count = 0;
  return createAttemptKeys(() => {
    count += 1;
    return `key ${count}`;
  });
}

it('keeps the key of an attempt whose outcome is unknown', () => {
  const attempts = keys();
  expect(attempts.keyFor({ cents: 1 })).toBe('key 1');
  expect(attempts.keyFor({ cents: 1 })).toBe('key 1');
});

it('takes another key for another input', () => {
  const attempts = keys();
  attempts.keyFor({ cents: 1 });
  expect(attempts.keyFor({ cents: 2 })).toBe('key 2');
});

it('takes another key once the outcome is known', () => {
  const attempts = keys();
  attempts.keyFor({ cents: 1 });
  attempts.settle();
  expect(attempts.keyFor({ cents: 1 })).toBe('key 2');
});
