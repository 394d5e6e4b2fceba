import { Announcements } from '../support/announcements.ts';
import { cards, EXPIRY } from '../support/cards.ts';
import { PRO_PLAN } from '../support/checkout-page.ts';
import { expect, test } from './test.ts';

test('a purchase as a screen reader tells it: declined, then confirmed at the bank', async ({
  page,
  context,
  checkout,
  email,
  programs,
}) => {
  const announced = await Announcements.record(context);
  await page.goto('/');
  await page.getByRole('listitem').filter({ hasText: PRO_PLAN.name }).getByRole('button').click();
  await expect.poll(() => announced.count('Pro plan added to the cart, 1 in all.')).toBe(1);
  await checkout.button('Check out').click();
  await expect(checkout.heading('Checkout'), 'a new page says where one is').toBeFocused();
  await expect(page).toHaveTitle(/^Checkout – /);

  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - heading "Checkout" [level=1]
    - link "Cancel and go back"
    - region "Your order":
      - heading "Your order" [level=2]
      - group:
        - list:
          - listitem: Pro plan €49.99
        - term: Subtotal
        - definition: €49.99
        - term: VAT (20%)
        - definition: €10.00
        - term: Total
        - definition: €59.99
    - region "Contact":
      - heading "Contact" [level=2]
      - textbox "Email"
    - region "Payment":
      - heading "Payment" [level=2]
      - img "We accept Visa, Mastercard, American Express, Discover, UnionPay."
      - textbox "Card number"
      - textbox "Expiry"
      - paragraph: Month/year, e.g. 01/30
      - textbox "CVC"
      - paragraph: 3 digits on the back
      - textbox "Name on card"
      - paragraph: As it appears on your card
    - region "Billing":
      - heading "Billing" [level=2]
      - combobox "Country"
      - checkbox "I’m purchasing as a business"
    - button "${PRO_PLAN.pay}"
  `);

  await test.step('a field left wrong is said once, politely, and again only with its field', async () => {
    await checkout.type('Card number', '4242');
    expect(announced.count(/card number/), 'not while typing').toBe(0);
    await checkout.field('Expiry').focus();
    await expect.poll(() => announced.count('Your card number is not complete.')).toBe(1);
    await checkout.field('Card number').focus();
    await expect(checkout.field('Card number')).toHaveAccessibleDescription(
      'Your card number is not complete.',
    );
  });

  await test.step('a refused form says how many, with the focus on the first', async () => {
    await checkout.payButton.click();
    await expect(checkout.field('Email')).toBeFocused();
    await expect(checkout.field('Email')).toHaveAccessibleDescription('Enter your email address.');
    await expect.poll(() => announced.count(/^\d fields need your attention\.$/)).toBe(1);
    expect(announced.count('Your card number is not complete.'), 'not a second time').toBe(1);
  });

  await test.step('a decline is said once, after the work on it', async () => {
    await checkout.fill({ card: cards.declined, email, country: 'DE' });
    await expect.poll(() => announced.count('The total is now €59.49.')).toBe(1);
    await checkout.field('Country').selectOption('FR');
    await expect.poll(() => announced.count('The total is now €59.99.')).toBe(1);
    await checkout.pay();
    await expect(checkout.problem).toBeVisible();
    await expect
      .poll(() => announced.count(/^Your payment did not go through.*You have not been charged/))
      .toBe(1);
    expect(announced.count('Sending your payment…')).toBe(1);
  });

  await test.step('the way to the bank and back', async () => {
    await checkout.type('Card number', cards.challenged.number);
    await checkout.type('Expiry', EXPIRY);
    await checkout.type('CVC', cards.challenged.cvc);
    // The bank takes as long to answer as the sentence takes to be heard.
    const isAnnounced = () => announced.count('Taking you to your bank…') === 1;
    await page.route(
      (url) => url.href.startsWith(programs.sandboxUrl.replace('127.0.0.1', 'localhost')),
      async (route) => {
        await expect.poll(isAnnounced).toBe(true);
        await route.continue();
      },
      { times: 1 },
    );
    await checkout.pay();
    await expect(checkout.heading('Confirm your payment')).toBeVisible();
    expect(isAnnounced()).toBe(true);
    expect(announced.count('Sending your payment…')).toBe(2);
    await checkout.button('Approve').click();
    await expect(checkout.receipt).toBeFocused();
    await expect(page).toHaveTitle(/^Payment accepted – /);
    expect(announced.count(/^We are asking for the result/)).toBe(1);
  });

  await expect(page.getByRole('article')).toMatchAriaSnapshot(`
    - heading "Payment accepted" [level=1]
    - paragraph: Thank you for your order.
    - term: Amount
    - definition: €59.99
    - term: Date
    - definition
    - term: Email
    - definition: ${email}
    - term: Payment reference
    - definition
    - heading "Items" [level=2]
    - list:
      - listitem: Pro plan €49.99
    - term: Subtotal
    - definition: €49.99
    - term: VAT (20%)
    - definition: €10.00
    - term: Total
    - definition: €59.99
    - button "Print"
    - link "Back to the store"
  `);
});

test('an outcome that comes later is said by itself', async ({ context, checkout, programs }) => {
  const announced = await Announcements.record(context);
  const { number } = cards.debit;
  await checkout.open();
  await checkout.fill({ card: cards.debit });
  await programs.sandbox.faults.add({ operation: 'confirm', kind: 'work_then_drop', count: 1, card: number });
  await programs.sandbox.faults.add({ operation: 'read', kind: 'drop_before', card: number });
  await checkout.pay();
  await expect(checkout.checking).toBeFocused();
  await expect.poll(() => announced.count(/^Please do not pay again\./)).toBe(1);
  await programs.sandbox.faults.clear();
  await expect(checkout.receipt, 'without any press').toBeFocused();
});
