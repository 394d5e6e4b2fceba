import { expect, test } from 'vitest';
import { maskText, maskUrl, maskValue } from './mask.ts';

const number = '4242424242424242';

test.each([
  [number, '424242******4242'],
  ['4242 4242 4242 4242', '424242******4242'],
  ['4242-4242-4242-4242', '424242******4242'],
  [`${number} 12 34`, '424242******1234'],
  ['/api/payment/4242424242424241', '/api/payment/424242******4241'],
  ['4242.4242.4242.4242', '424242******4242'],
  ['4242  4242 - 4242 4242', '424242******4242'],
  ['order 12345', 'order 12345'],
  ['2025-01-15T10:30:00.000Z', '2025-01-15T10:30:00.000Z'],
])('%s becomes %s', (text, masked) => {
  expect(maskText(text)).toBe(masked);
});

test.each([
  ['/api/payment/4242424242424242?x=1', '/api/payment/424242******4242?x=1'],
  ['/api/payment/4242%204242%204242%204242', '/api/payment/424242******4242'],
  ['/api/payment/%34242424242424242', '/api/payment/424242******4242'],
  ['/api/payment?page=1&country=F%52', '/api/payment?page=1&country=F%52'],
  ['/%zz/4242424242424242', '/%zz/424242******4242'],
])('the URL %s becomes %s', (address, masked) => {
  expect(maskUrl(address)).toBe(masked);
});

test('a masked value has no card number in any field, and no CVC under any of its names', () => {
  const body = {
    card: { number, expMonth: 1, cvc: '123', CVV: '123', securityCode: '123' },
    typed: [Number(number), { [number]: 'as a key' }],
    number: '12345',
    price: 4999,
  };
  expect(maskValue(body)).toEqual({
    card: { number: '424242******4242', expMonth: 1 },
    typed: ['424242******4242', { '424242******4242': 'as a key' }],
    number: '******',
    price: 4999,
  });
});
