import { createInflowClient } from '@checkout/inflow/client';
import { startSandbox } from '@checkout/sandbox/start';
import { quoteSchema } from '@checkout/schemas/checkout';
import { COUNTRY_CODES } from '@checkout/schemas/country-code';
import { MAXIMUM_CENTS } from '@checkout/schemas/money';
import { taxWithin } from '@checkout/schemas/tax';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../app-error.ts';
import { createLog } from '../log.ts';
import { isReverseCharged, quoteFor, taxOn } from './quote.ts';
import { createTaxRates } from './tax-rates.ts';

test('half a cent is rounded up, and no float is involved', () => {
  expect(taxOn(10_000, 20)).toBe(2000);
  expect(taxOn(4999, 20)).toBe(1000);
  expect(taxOn(250, 8.1)).toBe(20);
  expect(taxOn(5, 10)).toBe(1);
  expect(taxOn(4, 10)).toBe(0);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000_000 }),
      fc.integer({ min: 0, max: 30_000 }),
      (amount, permille) => {
        const tax = taxOn(amount, permille / 1000);
        const exact = BigInt(amount) * BigInt(permille);
        expect(BigInt(tax)).toBe((exact + 50_000n) / 100_000n);
      },
    ),
  );
});

test('the tax within an amount is what makes it of the amount before tax', () => {
  // Documented: EUR 100.00 at 20 % contains 16.67.
  expect(taxWithin(10_000, 20)).toBe(1667);
  expect(taxWithin(10_000, 0)).toBe(0);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: MAXIMUM_CENTS }),
      fc.integer({ min: 0, max: 100_000 }),
      (total, permille) => {
        const [amount, rate] = [BigInt(total), BigInt(permille)];
        const exact = (2n * amount * rate + 100_000n + rate) / (2n * (100_000n + rate));
        expect(BigInt(taxWithin(total, permille / 1000))).toBe(exact);
      },
    ),
  );
});

test('a price that includes the tax is the total, with or without a rate, and for a reverse charge', () => {
  const priced = { subtotal: 10_000, currency: 'EUR', pricingMode: 'TAX_INCLUSIVE' } as const;
  const basis = { billingCountry: 'FR', purchasingAsBusiness: false };
  expect(quoteFor({ ...priced, basis, rate: 20 })).toMatchObject({ tax: 1667, total: 10_000, rate: 20 });
  expect(quoteFor({ ...priced, basis, rate: null })).toMatchObject({ tax: null, total: 10_000, rate: null });
  const business = { billingCountry: 'FR', purchasingAsBusiness: true, taxId: 'FR1' };
  expect(quoteFor({ ...priced, basis: business, rate: null })).toMatchObject({ tax: 0, total: 10_000 });
});

test('a business with a tax id is reverse-charged in the EU and nowhere else', () => {
  expect(isReverseCharged({ billingCountry: 'DE', purchasingAsBusiness: true, taxId: 'DE1' })).toBe(true);
  expect(isReverseCharged({ billingCountry: 'DE', purchasingAsBusiness: true })).toBe(false);
  expect(isReverseCharged({ billingCountry: 'DE', purchasingAsBusiness: false, taxId: 'DE1' })).toBe(false);
  expect(isReverseCharged({ billingCountry: 'US', purchasingAsBusiness: true, taxId: '1' })).toBe(false);
});

test('a quote adds up', () => {
  const basis = { billingCountry: 'FR', purchasingAsBusiness: false };
  expect(
    quoteFor({ subtotal: 4999, currency: 'EUR', pricingMode: 'TAX_EXCLUSIVE', basis, rate: 20 }),
  ).toMatchObject({
    subtotal: 4999,
    tax: 1000,
    total: 5999,
    rate: 20,
  });
});

test('a quote without a rate says neither tax nor total, and none is needed for a reverse charge', () => {
  const quoted = { subtotal: 4999, currency: 'EUR', pricingMode: 'TAX_EXCLUSIVE', rate: null } as const;
  const basis = { billingCountry: 'FR', purchasingAsBusiness: false };
  expect(quoteFor({ ...quoted, basis })).toMatchObject({
    subtotal: 4999,
    tax: null,
    total: null,
    rate: null,
  });
  const business = { billingCountry: 'FR', purchasingAsBusiness: true, taxId: 'FR1' };
  expect(quoteFor({ ...quoted, basis: business })).toMatchObject({ tax: 0, total: 4999, rate: 0 });
});

test('a quote of any amount and any rate is one that can be said', () => {
  const basis = { billingCountry: 'FR', purchasingAsBusiness: false };
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ min: 150, max: MAXIMUM_CENTS }), fc.constant(MAXIMUM_CENTS)),
      fc.double({ min: 0, max: 1e9, noNaN: true }),
      fc.constantFrom('TAX_EXCLUSIVE', 'TAX_INCLUSIVE'),
      (subtotal, rate, pricingMode) => {
        const quoted = quoteFor({ subtotal, currency: 'EUR', pricingMode, basis, rate });
        expect(quoteSchema.parse(quoted)).toEqual(quoted);
        if (rate <= 100) expect(quoted.total).not.toBeNull();
        if (pricingMode === 'TAX_INCLUSIVE') expect(quoted.total).toBe(subtotal);
        if (quoted.tax !== null && quoted.total !== null)
          expect(quoted.tax).toBeLessThanOrEqual(quoted.total);
      },
    ),
  );
});

/** The rates of a sandbox of their own. */
async function startRates(clock?: { now(): number }) {
  const stack = new AsyncDisposableStack();
  const sandbox = stack.use(await startSandbox());
  const inflow = stack.use(
    createInflowClient({
      apiKey: 'inflow_priv_sandbox',
      apiBaseUrl: sandbox.apiUrl,
      cardBaseUrl: sandbox.cardUrl,
      timeoutMs: 5_000,
    }),
  );
  const rates = createTaxRates(inflow, createLog('silent'), clock);
  return { sandbox, rates, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

test('a rate is asked for once in ten minutes', async () => {
  const clock = { time: 1, now: () => clock.time };
  await using started = await startRates(clock);
  const { sandbox, rates } = started;
  expect(await rates.rate({ country: 'FR' }, null)).toBe(20);
  expect(await rates.rate({ country: 'FR' }, null)).toBe(20);
  expect(await rates.rate({ country: 'DE' }, null)).toBe(19);
  expect(await sandbox.control.requests()).toHaveLength(2);
  clock.time = 11 * 60_000;
  expect(await rates.rate({ country: 'FR' }, null)).toBe(20);
  expect(await sandbox.control.requests()).toHaveLength(3);
});

test('a failed rate is not asked for again for half a minute, and a session over its bound delays no other', async () => {
  const clock = { time: 1, now: () => clock.time };
  await using started = await startRates(clock);
  const { sandbox, rates } = started;
  const asked = async () => (await sandbox.control.requests()).length;
  const refused = (country: string, sessionId: string) =>
    rates.rate({ country }, sessionId).then(
      () => null,
      (error: unknown) => (error instanceof AppError ? error.reason : error),
    );

  await sandbox.control.faults.add({ operation: 'tax', kind: 'status', status: 400, count: 1 });
  expect(await refused('FR', 'cs_a')).toBe('REJECTED_BY_PROVIDER');
  expect(await refused('FR', 'cs_a')).toBe('REJECTED_BY_PROVIDER');
  expect(await asked()).toBe(1);
  clock.time += 31_000;
  expect(await rates.rate({ country: 'FR' }, 'cs_a')).toBe(20);

  const countries = ['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'HR'];
  const reasons = await Promise.all(countries.map((country) => refused(country, 'cs_b')));
  expect(reasons.slice(-2)).toEqual(['SLOW_DOWN', 'SLOW_DOWN']);
  expect(await rates.rate({ country: 'HR' }, null)).toBe(25);
});

test('all sessions of a process together make ten calls to Inflow in a second, and a service is not kept waiting', async () => {
  await using started = await startRates();
  const { rates } = started;
  const asked = await Promise.allSettled(
    COUNTRY_CODES.slice(0, 40).map((country) => rates.rate({ country }, `cs_${country}`)),
  );
  const refused = asked.filter((each) => each.status === 'rejected');
  expect(refused).toHaveLength(30);
  expect(refused[0]?.reason).toMatchObject({ reason: 'SLOW_DOWN', retryAfter: 1 });
  expect(await rates.rate({ country: 'FR' }, null)).toBe(20);
});
