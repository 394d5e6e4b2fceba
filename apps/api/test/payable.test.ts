import { MAXIMUM_CENTS, MINIMUM_CENTS } from '@checkout/schemas/money';
import { subtotalOf } from '@checkout/schemas/product';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { press, startWorld } from './support/world.ts';

const COUNTRIES = ['DE', 'FR', 'HU', 'LU', 'IE', 'GB', 'CH', 'US', 'JP', 'BR', 'NO'];
const postalCodeIn = (country: string) => (country === 'US' ? { postalCode: '10001' } : {});

const currency = fc.constantFrom('EUR' as const, 'USD' as const);
/** One line of any price, or several whose total is at a bound or anywhere between. */
const products = (least: number): fc.Arbitrary<(readonly [price: number, quantity: number])[]> =>
  fc.oneof(
    fc.constantFrom(least, least + 1, MAXIMUM_CENTS - 1, MAXIMUM_CENTS).map((price) => [[price, 1] as const]),
    fc.integer({ min: least, max: MAXIMUM_CENTS }).map((price) => [[price, 1] as const]),
    fc.integer({ min: 1, max: 100_100 }).map((price) => [[price, 999] as const]),
    fc.array(fc.tuple(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 1, max: 999 })), {
      minLength: 1,
      maxLength: 100,
    }),
  );
const order = currency.chain((of) =>
  fc.record({ currency: fc.constant(of), products: products(MINIMUM_CENTS[of]) }).filter((made) => {
    const total = made.products.reduce((sum, [price, quantity]) => sum + price * quantity, 0);
    return total >= MINIMUM_CENTS[of] && total <= MAXIMUM_CENTS;
  }),
);
const text = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom('a', 'ß', '本', '🎁', '"', "'", '<', '\\'), minLength: 1, maxLength });

test('what can be created can be quoted and paid: every amount, tax and length, at every bound', async () => {
  await using world = await startWorld({ ATTEMPT_LIMITS: 'off' });
  // Kept from here on: shoppers may cause ten such questions a second, which a quick machine gets past.
  for (const country of COUNTRIES) await world.service.tax.rate.query({ country, ...postalCodeIn(country) });
  await fc.assert(
    fc.asyncProperty(
      order,
      fc.record({
        name: text(100),
        metadatas: fc.dictionary(fc.stringMatching(/^[a-z]{1,64}$/), text(250), { maxKeys: 40 }),
      }),
      fc.constantFrom(...COUNTRIES),
      async ({ currency, products }, { name, metadatas }, billingCountry) => {
        const lines = products.map(([price, quantity]) => ({ name, price, quantity }));
        const created = await world.service.sessions.create
          .mutate({ currency, products: lines, metadatas })
          .catch(({ data }) => data.reason as string);
        // Larger than one request may be: it cannot be created.
        if (created === 'TOO_LARGE') return;
        if (typeof created === 'string') throw new Error(created);
        const { sessionId } = created;
        const basis = {
          billingCountry,
          purchasingAsBusiness: false,
          ...postalCodeIn(billingCountry),
        };
        const { subtotal, total } = await world.shopper.checkout.quote.query({ sessionId, ...basis });
        expect(subtotal).toBe(subtotalOf(lines));
        const input = press(sessionId);
        const paid = await world.shopper.checkout.pay.mutate({
          ...input,
          customer: { ...input.customer, ...basis },
          ...(total === null ? {} : { agreedTotal: total }),
          onOtherTotal: 'ask',
        });
        const outcome =
          paid.status === 'requires_agreement' && paid.payment !== null
            ? await world.shopper.checkout.agree.mutate({
                sessionId,
                paymentId: paid.payment.id,
                total: paid.payment.amountTaxesIncluded ?? 0,
              })
            : paid;
        expect(outcome.status).toBe('succeeded');
        expect((await world.service.sessions.get.query({ sessionId })).status).toBe('complete');
      },
    ),
    { numRuns: 60 },
  );
});
