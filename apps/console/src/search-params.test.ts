import { expect, it } from 'vitest';
import { parseSearch, paymentsSearch, searchInput, stringifySearch } from './search-params.ts';

it.each(['4242', '49.99', 'true', 'null', 'a b&c=d', '"quoted"', '2026-11-27', 'ada@example.com'])(
  'what was searched for comes back from an address as it was typed: %s',
  (query) => {
    expect(paymentsSearch(parseSearch(stringifySearch({ query })))).toEqual({ query });
  },
);

it('an address has only what the list knows, and nothing that is empty', () => {
  expect(paymentsSearch({ query: '', status: 'PAYMENT_SUCCESS', other: 'x', sort: ['newest'] })).toEqual({
    status: 'PAYMENT_SUCCESS',
  });
});

it('numbers and truth values are those of the contract', () => {
  expect(searchInput({ query: '1', amountFrom: '100', stray: 'true' })).toEqual({
    query: '1',
    amountFrom: 100,
    stray: true,
  });
});
