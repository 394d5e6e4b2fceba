import { expect, test } from 'vitest';
import { isEmail } from './email.ts';

test.each([
  'ada@example.com',
  "o'brien&co@example.com",
  'a/b@example.com',
  'x=y@example.com',
  '"ada lovelace"@example.com',
  'почта@пример.рф',
  'почта@xn--e1afmkfd.xn--p1ai',
])('%s is an e-mail address', (address) => {
  expect(isEmail(address)).toBe(true);
});

test.each([
  '',
  'ada',
  'ada@example',
  '@example.com',
  'a b@example.com',
  'a..b@example.com',
  'ada@1.2',
  'ada@-a.com',
])('%s is none', (text) => {
  expect(isEmail(text)).toBe(false);
});
