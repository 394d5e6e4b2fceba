import { expect, test } from 'vitest';
import { networkOf } from './network.ts';

test.each([
  ['203.0.113.7', '203.0.113.7', null],
  ['::ffff:203.0.113.7', '203.0.113.7', null],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:DB8:1:2::', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['fe80::1%eth0', 'fe80::/64', 'fe80::/48'],
])('%s belongs to %s', (address, subscriber, site) => {
  expect(networkOf(address)).toEqual({ subscriber, site });
});

test.each(['unknown', '203.0.113.7:4711', '', '1', '0x7f.1', '010.0.0.1', '203.0.113'])(
  '"%s" is no address',
  (address) => {
    expect(networkOf(address)).toBe(null);
  },
);
