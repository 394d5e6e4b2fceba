import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type RunningSandbox, startSandbox } from '../src/start.ts';
import { testCards } from '../src/test-cards.ts';
import { type Body, documentedCreate, fixture, inflowAt } from './inflow.ts';

const apiKey = 'inflow_priv_card_form';
let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ apiKey });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.control.reset());
const inflow = () => inflowAt({ ...sandbox, apiKey });

/** A payment that waits for a card, and the URL of its form. */
const waiting = async (changes: Body = {}) => {
  const body = { ...fixture('create-payment.request.json'), ...changes };
  const id = String((await inflow().api('POST', '/api/server/payment', body)).body.id);
  return { id, url: `${sandbox.apiUrl}/card-form/${id}` };
};
const good = { number: '4242 4242 4242 4242', expMonth: '12', expYear: '34', cvc: '123' };
const submit = (url: string, fields: Record<string, string> = good, headers = {}) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual', headers });
const where = (answer: Response) => [answer.status, answer.headers.get('location')];
const charges = async () => (await sandbox.control.ledger()).length;
const noReturnUrls = { threeDsSuccessUrl: undefined, threeDsFailureUrl: undefined };

test('card form: it shows the total with tax, the test cards, and no inline code', async () => {
  const { id, url } = await waiting();
  const answer = await fetch(url);
  const page = await answer.text();
  expect(page).toContain('€59.99');
  expect(page).toContain(id);
  for (const { number } of testCards) expect(page).toContain(number);
  expect(page).not.toMatch(/<script|<style| style="/);
  const policy = answer.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("form-action 'self' https://yoursite.com");
});

test('card form: with autoConfirm a card that is accepted is charged once, and the browser goes to the success URL', async () => {
  const { id, url } = await waiting({ autoConfirm: true });
  expect(where(await submit(url))).toEqual([303, 'https://yoursite.com/3ds-success']);
  expect(await inflow().read(id)).toMatchObject({
    status: 'CHECKOUT_SUCCESS',
    depositStatus: 'succeeded',
    amountTaxesIncluded: 5999,
    customerId: expect.any(String),
  });
  expect((await submit(url)).status).toBe(409);
  expect(await charges()).toBe(1);
});

test('card form: without autoConfirm the payment waits for its confirm', async () => {
  const { id, url } = await waiting({ autoConfirm: false });
  expect((await inflow().confirm(id)).status).toBe(400);
  await submit(url);
  expect(await inflow().read(id)).toMatchObject({ depositStatus: 'requires_confirmation' });
  expect(await charges()).toBe(0);
  expect((await inflow().confirm(id)).body).toMatchObject({ status: 'CHECKOUT_SUCCESS' });
});

test('card form: a declined card fails the payment, and the browser goes to the failure URL', async () => {
  const { id, url } = await waiting();
  const answer = await submit(url, { ...good, number: '4000000000000002' });
  expect(where(answer)).toEqual([303, 'https://yoursite.com/3ds-failure']);
  expect(await inflow().read(id)).toMatchObject({
    status: 'PAYMENT_FAILED',
    lastDepositAttempt: { error: 'card_declined' },
  });
});

test('card form: a card with a challenge goes to the 3DS page, and from there to the success URL', async () => {
  const { id, url } = await waiting();
  const answer = await submit(url, { ...good, number: '4000020000000000' });
  const [status, location] = where(answer);
  expect([status, location]).toEqual([303, expect.stringMatching(/^\/3ds\//)]);
  expect(await inflow().read(id)).toMatchObject({ status: 'CHECKOUT_PENDING' });
  const approved = await submit(`${sandbox.apiUrl}${location}`, { answer: 'approve' });
  expect(where(approved)).toEqual([303, 'https://yoursite.com/3ds-success']);
});

test('card form: without return URLs it says what the bank decided', async () => {
  const [first, second] = [await waiting(noReturnUrls), await waiting(noReturnUrls)];
  expect(await (await submit(first.url)).text()).toContain('Accepted');
  const declined = await submit(second.url, { ...good, number: '4000000000000002' });
  expect(await declined.text()).toContain('Declined');
});

test.each([
  ['number', ''],
  ['expMonth', 'May'],
  ['expYear', '203'],
  ['cvc', ' '],
])(
  'card form: without a usable %s it asks again, shows nothing that was typed, and decides nothing',
  async (name, value) => {
    const { id, url } = await waiting();
    const answer = await submit(url, { ...good, number: '5555555555554444', cvc: '987', [name]: value });
    const page = (await answer.text()).replace(/<table>.*<\/table>/s, '');
    expect(answer.status).toBe(400);
    expect(page).toContain('fill in the whole card');
    expect(page).not.toMatch(/5555|987/);
    expect(await inflow().read(id)).toMatchObject({ status: 'INITIATION', depositStatus: null });
  },
);

test('card form: a GET changes nothing, and another site cannot submit it', async () => {
  const { id, url } = await waiting();
  await fetch(`${url}?${new URLSearchParams(good)}`);
  expect((await submit(url, good, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect(await inflow().read(id)).toMatchObject({ depositStatus: null });
});

test('card form: an update before the card changes what is charged', async () => {
  const { id, url } = await waiting();
  await inflow().update(id, fixture('update-payment.request.json'));
  expect(await (await fetch(url)).text()).toContain('€71.99');
  await submit(url);
  expect(await sandbox.control.ledger()).toMatchObject([{ paymentId: id, amount: 7199 }]);
});

test('card form: savePaymentMethod saves its card', async () => {
  const { url } = await waiting({ savePaymentMethod: true });
  await submit(url, { ...good, number: '5555555555554444' });
  const again = { ...documentedCreate(), card: undefined, useCustomerPaymentMethod: true };
  expect(await inflow().pay(again)).toMatchObject({ status: 'CHECKOUT_SUCCESS' });
});

test('card form: a payment that has ended, or was created with a card, takes none', async () => {
  await sandbox.control.dialect.set({ unconfirmed: 'EXPIRED', unconfirmedMs: 1_000 });
  const ended = await waiting();
  await sandbox.control.clock.advance(1_000);
  expect(await (await fetch(ended.url)).text()).toContain('takes no card');
  expect((await submit(ended.url)).status).toBe(409);
  const { id } = await inflow().pay(documentedCreate());
  expect((await submit(`${sandbox.apiUrl}/card-form/${id}`)).status).toBe(409);
  expect(await charges()).toBe(1);
});

test('card form: an unknown payment is 404', async () => {
  const url = `${sandbox.apiUrl}/card-form/pay_unknown`;
  expect([(await fetch(url)).status, (await submit(url)).status]).toEqual([404, 404]);
});

test('card form: the control page links it while the payment waits for a card', async () => {
  const { id, url } = await waiting();
  const page = async () => (await fetch(sandbox.apiUrl)).text();
  expect(await page()).toContain(`href="/card-form/${id}"`);
  await submit(url);
  expect(await page()).not.toContain('/card-form/');
});
