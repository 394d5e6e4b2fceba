import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hopsIn } from './forwarded.ts';

test.each([
  ['203.0.113.7', ['203.0.113.7']],
  ['198.51.100.1, 203.0.113.7,203.0.113.8', ['198.51.100.1', '203.0.113.7', '203.0.113.8']],
  ['203.0.113.7:4711', ['203.0.113.7']],
  ['2001:db8::1', ['2001:db8::1']],
  ['[2001:db8::1]', ['2001:db8::1']],
  ['"[2001:db8::1]:4711"', ['2001:db8::1']],
  ['fe80::1%eth0', ['fe80::1%eth0']],
  ['::ffff:203.0.113.7', ['::ffff:203.0.113.7']],
  ['unknown', [null]],
  ['203.0.113.7, ', ['203.0.113.7', null]],
  ['203.0.113.7:47:11', [null]],
  ['[203.0.113.7]:4711', ['203.0.113.7']],
  ['203.0.113.7 (via), 1, 0x7f000001, 127.1', [null, null, null, null]],
  ['  ', []],
])('X-Forwarded-For: %s', (value, hops) => {
  expect(hopsIn('x-forwarded-for', value)).toEqual(hops);
});

test.each([
  ['for=203.0.113.7', ['203.0.113.7']],
  ['For="[2001:db8::1]:4711"', ['2001:db8::1']],
  ['for=192.0.2.43;proto=http;by=203.0.113.43', ['192.0.2.43']],
  [
    'proto=https; host="shop.example:443" ;for=192.0.2.43:80, for=198.51.100.17',
    ['192.0.2.43', '198.51.100.17'],
  ],
  ['for=[2001:db8::1]:4711', ['2001:db8::1']],
  ['for=unknown, for=_hidden, for="_SEVKISEK"', [null, null, null]],
  ['for="_gazonk, for=203.0.113.7"', [null]],
  ['by=203.0.113.43, for=203.0.113.7', [null, '203.0.113.7']],
  ['for="203.0.113.7:_port"', ['203.0.113.7']],
  // What a client can put before it: a quote left open, and one that ends inside what the proxy wrote.
  ['for=1.2.3.4;x=", for=203.0.113.7', [null]],
  ['for=1.2.3.4;x=", for="[2001:db8::1]"', [null]],
  ['for=1.2.3.4;x="\\, for="[2001:db8::1]"', [null]],
  ['203.0.113.7', [null]],
  ['for=203.0.113.7;', [null]],
])('Forwarded: %s', (value, hops) => {
  expect(hopsIn('forwarded', value)).toEqual(hops);
});

test('what a client puts before it never changes what the last proxy wrote into something else', () => {
  const written = fc.constantFrom(
    'for=203.0.113.7',
    'for="[2001:db8::1]:4711";by="_x"',
    'proto=https;for="203.0.113.7:1"',
  );
  const part = fc.constantFrom('for=1.2.3.4', ',', ';', '"', '\\', '=', 'x', ' ', 'for="1.2.3.4"', '[::1]');
  const sent = fc.oneof(
    fc.string(),
    fc.array(part).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(sent, written, (client, proxy) => {
      const last = hopsIn('forwarded', `${client}, ${proxy}`).at(-1);
      expect([null, hopsIn('forwarded', proxy)[0]]).toContain(last);
    }),
    { numRuns: 2_000 },
  );
});

test('without the header there are no hops', () => {
  expect(hopsIn('forwarded', undefined)).toEqual([]);
});
