import { expect, test } from 'vitest';
import { createCallBudgets } from './call-budgets.ts';

/** How many requests of these names are served, one after the other, until one is not. */
function servedOf(names: readonly string[], networkOf: (index: number) => string): number {
  const budgets = createCallBudgets();
  let served = 0;
  while (served < 20_000 && budgets.spend(names, networkOf(served)) === 0) served += 1;
  return served;
}

test('call budgets: a batch counts as the calls that are in it', () => {
  const one = servedOf(['checkout.get'], () => '192.0.2.1');
  const ten = servedOf(
    Array.from({ length: 10 }, () => 'checkout.get'),
    () => '192.0.2.1',
  );
  expect(one).toBeGreaterThanOrEqual(6_000);
  expect(ten).toBeLessThan(one / 9);
});

test('call budgets: sessions made without a token are bounded for the whole node, reads are not', () => {
  const another = (index: number) => `192.0.2.${index % 250}`;
  const made = servedOf(['checkout.create'], another);
  expect(made).toBeGreaterThanOrEqual(2_000);
  expect(made).toBeLessThan(20_000);
  expect(servedOf(['checkout.get'], another)).toBe(20_000);
});

test('call budgets: what has no budget has none', () => {
  expect(servedOf(['checkout.pay'], () => '192.0.2.1')).toBe(20_000);
});
