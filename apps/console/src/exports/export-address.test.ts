import { expect, it } from 'vitest';
import { exportAddress } from './export-address.ts';

const TODAY = new Date('2026-11-27T10:00:00Z');
const list = {
  query: 'tea',
  status: 'PAYMENT_SUCCESS',
  createdFrom: '2026-11-01',
  createdTo: '2026-12-01',
  sort: 'oldest',
};

it.each([
  // What is searched for by text, and the order, are the list's alone.
  [
    'payments',
    list,
    '/exports/payments.csv?status=PAYMENT_SUCCESS&createdFrom=2026-11-01&createdTo=2026-12-01',
  ],
  ['payments', {}, '/exports/payments.csv'],
  ['events', list, '/exports/events.csv'],
  // Both days are included.
  ['tax', list, '/exports/tax.csv?from=2026-11-01&to=2026-11-30'],
  ['audit', {}, '/exports/audit.csv?from=2026-10-29&to=2026-11-27'],
] as const)('%s of %j', (kind, search, address) => {
  expect(exportAddress(kind, search, TODAY)).toBe(address);
});
