import { afterAll, beforeAll, expect, test } from 'vitest';
import { bankLanguages } from '../src/pages/bank-texts.ts';
import { type RunningSandbox, startSandbox } from '../src/start.ts';
import { type Body, inflowAt, withCard } from './inflow.ts';

const apiKey = 'inflow_priv_3ds';
let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ apiKey });
});
afterAll(() => sandbox.close());
const inflow = () => inflowAt({ ...sandbox, apiKey });

const challenged = async (changes: Body = {}) => {
  const { body } = await inflow().create(withCard('4000020000000000', changes));
  return { id: body.id as string, url: String(body.threeDsSessionUrl) };
};
const submit = (url: string, answer: string, headers = {}) =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ answer }), redirect: 'manual', headers });
const where = (answer: Response) => [answer.status, answer.headers.get('location')];

test('the 3DS page has three buttons named Approve, Decline and Leave', async () => {
  const { url } = await challenged();
  const page = await (await fetch(url)).text();
  const buttons = [...page.matchAll(/<button[^>]*>([^<]*)<\/button>/g)].map(([, name]) => name);
  expect(buttons).toEqual(['Approve', 'Decline', 'Leave']);
});

const pageIn = async (url: string, language: string) =>
  (await fetch(url, { headers: { 'accept-language': language } })).text();

test.each([
  ['de-AT,en;q=0.5', 'lang="de-AT" dir="ltr"', 'Bestätigen Sie Ihre Zahlung'],
  ['tlh, en;q=0.3, ar;q=0.8', 'lang="ar" dir="rtl"', 'أكّد دفعتك'],
  ['pt;q=0, fr;q=0.1', 'lang="fr" dir="ltr"', 'Confirmez votre paiement'],
  ['tlh', 'lang="en-GB" dir="ltr"', 'Confirm your payment'],
  ['en-a, <script>;q=nothing', 'lang="en', 'Confirm your payment'],
])('the 3DS page is in the language of a browser that asks for %s', async (asked, element, heading) => {
  const page = await pageIn((await challenged()).url, asked);
  expect(page).toContain(`<html ${element}`);
  expect(page).toContain(`<h1>${heading}</h1>`);
  expect(page).not.toContain('<script>');
});

test('the 3DS page has every text in every language, and its end as well', async () => {
  const { url } = await challenged({ threeDsSuccessUrl: undefined, threeDsFailureUrl: undefined });
  const open = await Promise.all(bankLanguages.map((language) => pageIn(url, language)));
  await submit(url, 'approve');
  const ended = await Promise.all(bankLanguages.map((language) => pageIn(url, language)));
  for (const pages of [open, ended])
    expect(new Set(pages.map((page) => page.slice(page.indexOf('<h1>')))).size).toBe(bankLanguages.length);
});

test('the 3DS page names the shop: by the host that it came from, or by the name of its account', async () => {
  expect(await (await fetch((await challenged()).url)).text()).toContain('<bdi>yoursite.com</bdi>');
  await using named = await startSandbox({ apiKey, shopName: 'Tea & <b>Sons</b>' });
  const { body } = await inflowAt({ ...named, apiKey }).create(withCard('4000020000000000'));
  const page = await (await fetch(String(body.threeDsSessionUrl))).text();
  expect(page).toContain('<bdi>Tea &amp; &lt;b&gt;Sons&lt;&#x2F;b&gt;</bdi>');
});

test("the 3DS page's policy allows no inline code, and the redirect of its form to the shop", async () => {
  const answer = await fetch((await challenged()).url);
  const policy = answer.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("form-action 'self' https://yoursite.com");
  expect(policy).not.toContain('unsafe');
});

test('Approve redirects to the success URL, and the payment then waits for confirmation', async () => {
  const { id, url } = await challenged({ autoConfirm: true });
  expect(where(await submit(url, 'approve'))).toEqual([303, 'https://yoursite.com/3ds-success']);
  expect(await inflow().read(id)).toMatchObject({ depositStatus: 'requires_confirmation' });
  expect(await sandbox.control.ledger()).toEqual([]);
  expect((await inflow().confirm(id)).body).toMatchObject({ status: 'CHECKOUT_SUCCESS' });
});

test('Decline redirects to the failure URL and fails the payment', async () => {
  const { id, url } = await challenged();
  expect(where(await submit(url, 'decline'))).toEqual([303, 'https://yoursite.com/3ds-failure']);
  expect(await inflow().read(id)).toMatchObject({
    status: 'PAYMENT_FAILED',
    lastDepositAttempt: { error: 'THREE_DS_FAILED' },
  });
});

test('Leave redirects to the failure URL and leaves the payment open, so that it can still be approved', async () => {
  const { id, url } = await challenged();
  expect(where(await submit(url, 'leave'))).toEqual([303, 'https://yoursite.com/3ds-failure']);
  expect(await inflow().read(id)).toMatchObject({ depositStatus: 'requires_action' });
  expect((await submit(url, 'approve')).status).toBe(303);
});

test('Decline after Approve changes nothing', async () => {
  const { id, url } = await challenged();
  await submit(url, 'approve');
  expect(where(await submit(url, 'decline'))).toEqual([303, 'https://yoursite.com/3ds-success']);
  expect(await inflow().read(id)).toMatchObject({ depositStatus: 'requires_confirmation' });
});

test('a GET of the 3DS page changes nothing, and another site cannot submit its form', async () => {
  const { id, url } = await challenged();
  await fetch(`${url}?answer=approve`);
  expect((await submit(url, 'approve', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect(await inflow().read(id)).toMatchObject({ depositStatus: 'requires_action' });
});

test('an open 3DS challenge expires on the virtual clock', async () => {
  const { id, url } = await challenged();
  await sandbox.control.clock.advance(24 * 3_600_000);
  expect(await inflow().read(id)).toMatchObject({ lastDepositAttempt: { error: 'THREE_DS_FAILED' } });
  expect(await (await fetch(url)).text()).toContain('expired');
});

test('a payment with an open 3DS challenge cannot be confirmed', async () => {
  const { id } = await challenged();
  expect((await inflow().confirm(id)).status).toBe(400);
});

test('without return URLs the 3DS page says that it may be closed', async () => {
  const { url } = await challenged({ threeDsSuccessUrl: undefined, threeDsFailureUrl: undefined });
  expect(await (await submit(url, 'approve')).text()).toContain('may close');
});

test('the control API approves and declines a 3DS challenge by payment id', async () => {
  const [first, second] = [await challenged(), await challenged()];
  expect(await sandbox.control.threeDs.approve(first.id)).toMatchObject({
    depositStatus: 'requires_confirmation',
  });
  expect(await sandbox.control.threeDs.decline(second.id)).toMatchObject({ status: 'PAYMENT_FAILED' });
  await expect(sandbox.control.threeDs.approve(second.id)).rejects.toThrow('no open challenge');
});

test('an unknown 3DS session is 404', async () => {
  expect((await fetch(`${sandbox.apiUrl}/3ds/unknown`)).status).toBe(404);
});
