import { cards, EXPIRY, grouped } from '../support/cards.ts';
import type { CheckoutPage } from '../support/checkout-page.ts';
import { chargesOf } from '../support/ledger.ts';
import { countCalls } from '../support/page-calls.ts';
import { expect, type Page, test } from './test.ts';

type Filling = Readonly<Record<string, string>>;

/** Fills fields as programs do: by their values, and then by the events that are named, or none. */
async function fillSilently(page: Page, values: Filling, events: readonly string[]): Promise<void> {
  await page.evaluate(
    ([filled, fired]) => {
      for (const [name, value] of Object.entries(filled)) {
        const field = document.querySelector<HTMLInputElement>(`[name="${name}"]`);
        if (field === null) throw new Error(`There is no field ${name}`);
        if (field.type === 'checkbox') field.checked = value === 'on';
        else field.value = value;
        for (const type of fired) field.dispatchEvent(new Event(type, { bubbles: true }));
      }
    },
    [values, events] as const,
  );
}

const whole = (email: string): Filling => ({
  email,
  cardNumber: cards.good.number,
  expiry: EXPIRY,
  cvc: cards.good.cvc,
  name: 'Ada Lovelace',
});

const EVENTS: readonly (readonly string[])[] = [[], ['change'], ['blur'], ['keyup', 'change', 'blur']];

for (const events of EVENTS) {
  const how = events.length === 0 ? 'no event' : events.join(', ');

  test(`filled with ${how}: the total follows the country, and is charged`, async ({
    page,
    checkout,
    programs,
    email,
  }) => {
    const sessionId = await checkout.open();
    await expect(checkout.payButton).toBeVisible();
    await fillSilently(page, { ...whole(email), country: 'HU' }, events);
    await checkout.pay('Pay €63.49');
    await expect(checkout.receipt).toBeVisible();
    expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: 6349 }]);
  });

  test(`filled with ${how}: the United States ask for their postal code`, async ({
    page,
    checkout,
    email,
  }) => {
    await checkout.open();
    await expect(checkout.payButton).toBeVisible();
    await fillSilently(page, { ...whole(email), country: 'US' }, events);
    // In the same tick as the press, so that nothing but the press can have told the form.
    await page.evaluate(() => document.querySelector<HTMLButtonElement>('.pay')?.click());
    await expect(checkout.field('ZIP code')).toHaveAttribute('aria-invalid', 'true');
    await expect(checkout.field('ZIP code')).toBeFocused();
  });
}

test('filled with no event and submitted in the same tick: nothing is sent for a total that was not shown', async ({
  page,
  checkout,
  programs,
  email,
}) => {
  const sessionId = await checkout.open();
  const pays = countCalls(page, 'checkout.pay');
  await expect(checkout.payButton).toBeVisible();
  await page.evaluate(
    (values) => {
      for (const [name, value] of Object.entries(values)) {
        const field = document.querySelector<HTMLInputElement>(`[name="${name}"]`);
        if (field !== null) field.value = value;
      }
      document.querySelector<HTMLButtonElement>('.pay')?.click();
    },
    { ...whole(email), country: 'DE' },
  );
  // 19 % in Germany.
  const order = checkout.button('Order with obligation to pay');
  await expect(order).toHaveAccessibleDescription('Total €59.49');
  expect(pays()).toBe(0);
  await order.click();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: 5949 }]);
});

test('filled with change alone: the card number is written in groups, with its mark', async ({
  page,
  checkout,
}) => {
  await checkout.open();
  await expect(checkout.payButton).toBeVisible();
  await fillSilently(page, { cardNumber: cards.good.number, expiry: '40/12' }, ['change']);
  await expect(checkout.field('Card number')).toHaveValue(grouped(cards.good.number));
  await expect(checkout.field('Expiry')).toHaveValue('12/40');
  await expect(page.locator('.card-number .card-mark')).toHaveClass(/visa/);
});

test('digits of any script are typed into every field that wants digits, and paid with', async ({
  checkout,
  programs,
  email,
}) => {
  const sessionId = await checkout.open();
  await checkout.field('Email').fill(`\u202a${email}\u202c`);
  await checkout.type('Card number', inScript(cards.good.number, 0x966));
  await checkout.type('Expiry', inScript('1240', 0x9e6));
  await checkout.type('CVC', inScript(cards.good.cvc, 0xe50));
  await checkout.field('Country').selectOption('US');
  await checkout.field('ZIP code').fill(inScript('94107', 0x660));
  await expect(checkout.field('Card number')).toHaveValue(grouped(cards.good.number));
  await expect(checkout.field('Expiry')).toHaveValue('12/40');
  await payAsShown(checkout);
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

function inScript(digits: string, zero: number): string {
  return digits.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

async function payAsShown(checkout: CheckoutPage): Promise<void> {
  await expect(checkout.payButton.or(checkout.toTotal)).toHaveText(/€|total/);
  await checkout.payButton.or(checkout.toTotal).click();
}
