import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newSessionId } from '../db/sessions.ts';
import { addressHoldsCardNumber } from './card-in-address.ts';

const CARD = '4242424242424242';
const encoded = (text: string, times: number) =>
  Array.from({ length: times }).reduce<string>((inner) => encodeURIComponent(inner), text);

test.each([
  ['plain', `/checkout/x?card=${CARD}`],
  ['in the path', `/trpc/${CARD}`],
  ['grouped', '/x?number=4242+4242+4242+4242&cvc=1'],
  ['with dashes', '/x?number=4242-4242-4242-4242'],
  ['encoded', `/x?number=${encoded('4242 4242 4242 4242', 1)}`],
  ['digits encoded', `/x?${CARD.replace(/\d/g, (digit) => `%3${digit}`)}`],
  ['encoded three times', `/x?${encoded(`input={"number":"${CARD}"}`, 3)}`],
  ['as a number of JSON', `/trpc/checkout.pay?input={"number":${CARD},"cvc":"123"}`],
  ['an American Express', '/x?378282246310005'],
  ['negative', `/x?n=-${CARD}`],
  ['in a word', `/x/pay_${CARD}`],
  ['with its expiry date and CVC', '/x?q=4242%204242%204242%204242%2012%2F30%20123'],
  ['with dashes of Unicode, encoded twice', `/x?q=${encoded('4242–4242–4242–4242', 2)}`],
  ['in full-width digits', `/x?q=${encoded('４２４２４２４２４２４２４２４２', 1)}`],
  [
    'in full-width digits, as bytes',
    `/x?q=${Buffer.from('４２４２４２４２４２４２４２４２').toString('latin1')}`,
  ],
])('a card number is seen: %s', (_name, address) => {
  expect(addressHoldsCardNumber(address)).toBe(true);
});

test.each([
  ['wrong by Luhn', '/x?number=4242424242424241'],
  ['too long for a card', `/x?number=${CARD}${CARD}`],
  ['a time in milliseconds', '/x?since=1763820000000'],
  ['a broken encoding', '/x?%zz%4'],
])('what is not one is not: %s', (_name, address) => {
  expect(addressHoldsCardNumber(address)).toBe(false);
});

test('our own ids never look like one', () => {
  for (let count = 0; count < 2_000; count += 1) {
    expect(addressHoldsCardNumber(`/checkout/${newSessionId()}/return?key=${randomUUID()}`)).toBe(false);
  }
});

test('any address is judged', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (address) => typeof addressHoldsCardNumber(address) === 'boolean',
    ),
  );
});
