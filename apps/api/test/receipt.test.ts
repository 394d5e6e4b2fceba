import { expect, test } from 'vitest';
import { newSession, press, startWorld, type World } from './support/world.ts';

const BUSINESS = { purchasingAsBusiness: true, businessName: 'Analytical Engines', taxId: 'FR40303265045' };

async function pay(world: World, customer: object, number?: string) {
  const sessionId = await newSession(world.shopper);
  const pressed = press(sessionId, number === undefined ? {} : { number });
  const outcome = await world.shopper.checkout.pay.mutate({
    ...pressed,
    customer: { ...pressed.customer, ...customer },
  });
  const { outcome: read } = await world.shopper.checkout.get.query({ sessionId });
  // The response to the submission, and the page that is loaded later.
  expect(read?.payment).toEqual(outcome.payment);
  const { id } = outcome.payment ?? { id: '' };
  const served = await world.service.payments.get.query({ paymentId: id });
  expect(served).toMatchObject({ ...read?.payment });
  return read?.payment;
}

test('receipt: says which card, which business, and that it owes the tax itself', async () => {
  await using world = await startWorld();
  expect(await pay(world, { ...BUSINESS, billingCountry: 'FR' })).toMatchObject({
    card: { brand: 'visa', last4: '4242' },
    business: { name: BUSINESS.businessName, taxId: BUSINESS.taxId },
    taxRateInPercentage: 0,
    reverseCharge: true,
  });
});

test('receipt: outside the EU nothing is reverse-charged', async () => {
  await using world = await startWorld();
  expect(
    await pay(world, { ...BUSINESS, billingCountry: 'CH', taxId: 'CHE-123.456.788 MWST' }),
  ).toMatchObject({ business: { taxId: 'CHE-123.456.788 MWST' }, reverseCharge: false });
});

test('receipt: of a consumer no business is kept, also where one was typed before', async () => {
  await using world = await startWorld();
  expect(await pay(world, { ...BUSINESS, purchasingAsBusiness: false })).toMatchObject({
    business: null,
    reverseCharge: false,
  });
});

test('receipt: a declined card is named by its last four digits', async () => {
  await using world = await startWorld();
  expect(await pay(world, {}, '4000000000000002')).toMatchObject({ card: { brand: 'visa', last4: '0002' } });
});
