import { expect, it } from 'vitest';
import { createAttemptKeys } from './attempt-keys.ts';

function keys() {
  let count = 0;
  return createAttemptKeys(() => {
    count += 1;
    return `key ${count}`;
  });
}

it('keeps the key of an attempt whose outcome is unknown', async () => {
  const attempts = keys();
  expect(await attempts.keyFor({ cents: 1 })).toBe('key 1');
  expect(await attempts.keyFor({ cents: 1 })).toBe('key 1');
});

it('takes another key for another input', async () => {
  const attempts = keys();
  await attempts.keyFor({ cents: 1 });
  expect(await attempts.keyFor({ cents: 2 })).toBe('key 2');
});

it('takes another key once the outcome is known', async () => {
  const attempts = keys();
  await attempts.keyFor({ cents: 1 });
  attempts.endAttempt();
  expect(await attempts.keyFor({ cents: 1 })).toBe('key 2');
});
