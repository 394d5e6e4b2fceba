import { expect, test } from 'vitest';
import { isMerchantPicture, isMerchantStyle } from './merchant-parts.ts';

test.each([
  ':root { --accent: #4338b8; }',
  ':root { --font: Georgia, "Iowan Old Style", serif; --radius: 0.125rem; }\n:root { --accent: #4338b8; }',
  '@media screen and (prefers-color-scheme: dark) { :root { --accent: #b1aaff; } }',
  '@media screen { :root { color-scheme: dark; } :root { --ink: #eceeea; } }',
  '@font-face { font-family: "Merchant"; src: url("/assets/merchant-AbCd_-12.woff2") format("woff2"); font-display: optional; }',
])('a merchant’s style sheet sets custom properties: %s', (css) => expect(isMerchantStyle(css)).toBe(true));

test.each([
  '',
  'input[value^="4"] { background: url(/4); }',
  ':root { --accent: url(https://evil.example/a); }',
  ':root { background: #000000; }',
  ':root { --accent: #4338b8; } body { display: none; }',
  ':root { --accent: #4338b8; }\n@import "/assets/other.css";',
  '@font-face { font-family: "Merchant"; src: url("https://evil.example/a.woff2") format("woff2"); font-display: optional; }',
  `:root { --font: ${'a'.repeat(8_000)}; }`,
])('any other is none of the merchant’s: %s', (css) => expect(isMerchantStyle(css)).toBe(false));

test('a merchant’s picture is known by its name', () => {
  expect(isMerchantPicture('/assets/merchant-AbCd_-12.png')).toBe(true);
  expect(isMerchantPicture('/assets/merchant-AbCd_-12.js')).toBe(false);
  expect(isMerchantPicture('/assets/other-AbCd_-12.png')).toBe(false);
});
