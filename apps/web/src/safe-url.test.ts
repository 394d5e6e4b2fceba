import { expect, it } from 'vitest';
import { isSafeUrl } from './safe-url.ts';

it.each([
  'https://bank.example/3ds?a=1',
  'http://localhost:4010/3ds',
  'http://127.0.0.1:4010/',
  'http://[::1]/',
])('lets the browser go to %s', (url) => expect(isSafeUrl(url)).toBe(true));

it.each([
  'http://bank.example/',
  'javascript:alert(1)',
  'data:text/html,x',
  '/checkout',
  '',
  'http://127.0.0.1.evil.example/',
])('does not let the browser go to "%s"', (url) => expect(isSafeUrl(url)).toBe(false));
