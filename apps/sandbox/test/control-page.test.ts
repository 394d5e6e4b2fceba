import { afterAll, expect, test } from 'vitest';
import { createControl } from '../src/control/client.ts';
import { defaultDialect, dialectSwitches } from '../src/domain/dialect.ts';
import { testCards } from '../src/test-cards.ts';
import { inflowAt, withCard } from './inflow.ts';
import { startWithReceiver } from './receiver.ts';

const apiKey = 'inflow_priv_page';
const all = await startWithReceiver(apiKey);
afterAll(() => all[Symbol.asyncDispose]());
const { receiver, sandbox } = all;

const page = async () => (await fetch(sandbox.apiUrl)).text();
/** The tenant of a key, as the control page names it. */
const tenantOf = async (key: string) => {
  const shown = await (await fetch(`${sandbox.apiUrl}/?key=${key}`)).text();
  return { id: /tenant=(\w{16})" aria-current/.exec(shown)?.[1] ?? '' };
};
const submit = (action: string, fields: Record<string, string>) =>
  fetch(`${sandbox.apiUrl}/_sandbox/page/${action}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });

test('the control page shows payments, requests and deliveries, and escapes what merchants send', async () => {
  const inflow = inflowAt({ ...sandbox, apiKey });
  const payment = await inflow.pay(
    withCard('4242424242424242', { metadatas: { note: '<script>alert(1)</script>' } }),
  );
  await receiver.arrived(1);
  const text = await page();
  expect(text).toContain(String(payment.id));
  expect(text).toContain('POST &#x2F;api&#x2F;server&#x2F;payment');
  expect(text).toContain('payment_created');
  expect(text).not.toContain('<script>alert');
});

test('the control page lists every test card', async () => {
  const text = await page();
  for (const { number } of testCards) expect(text).toContain(number);
  // First, because they are what most people come for.
  expect(text.indexOf('id="cards"')).toBeLessThan(text.indexOf('id="payments"'));
});

test('the control page links every tenant, also one that its own request makes, and marks the one it shows', async () => {
  const response = await fetch(`${sandbox.apiUrl}/?key=inflow_priv_page_new`);
  const links = [...(await response.text()).matchAll(/<a href="\/\?tenant=\w{16}"([^>]*)>([^<]*)<\/a>/g)];
  expect(links.map(([, current, label]) => [current?.trim(), label])).toEqual([
    ['', 'inflow_priv_…page'],
    ['aria-current="page"', 'inflow_priv_…_new'],
  ]);
});

test('the forms of the control page switch faults on and off, and advance the clock', async () => {
  const on = await submit('fault-on', {
    operation: 'list',
    kind: 'status',
    status: '429',
    count: '',
    probability: '',
  });
  expect([on.status, on.headers.get('location')]).toEqual([303, expect.stringMatching(/#faults$/)]);
  const [fault] = await sandbox.control.faults.list();
  expect(fault).toMatchObject({ operation: 'list', kind: 'status', status: 429, left: null });
  await submit('fault-off', { value: fault?.id ?? '' });
  expect(await sandbox.control.faults.list()).toEqual([]);
  await submit('advance', { value: '60000' });
  expect(await sandbox.control.clock.get()).toMatchObject({ offsetMs: 60_000 });
  expect((await submit('fault-on', { operation: 'list', kind: 'nonsense' })).status).toBe(400);
  expect((await submit('nothing', {})).status).toBe(404);
});

test('the form of the dialect changes it for its tenant, and the page marks what differs from the default', async () => {
  const { id } = await tenantOf('inflow_priv_page_dialect');
  const control = createControl({ apiUrl: sandbox.apiUrl, apiKey: 'inflow_priv_page_dialect' });
  const shown = async () => (await fetch(`${sandbox.apiUrl}/?tenant=${id}`)).text();
  const marked = async () => [...(await shown()).matchAll(/class="differs">\s*<label for="dialect-(\w+)"/g)];
  expect(await marked()).toEqual([]);
  for (const name of Object.keys(dialectSwitches))
    expect(await shown()).toMatch(new RegExp(`<label for="dialect-${name}">${name}</label>`));
  const texts = Object.entries(defaultDialect).map(([name, value]) => [name, String(value)]);
  const fields = { ...Object.fromEntries(texts), confirmStatus: '200', listLagMs: '4000' };
  const changed = await submit(`dialect?tenant=${id}`, fields);
  expect([changed.status, changed.headers.get('location')]).toEqual([303, `/?tenant=${id}#dialect`]);
  expect(await control.dialect.get()).toEqual({ ...defaultDialect, confirmStatus: '200', listLagMs: 4000 });
  expect(await sandbox.control.dialect.get()).toEqual(defaultDialect);
  expect((await marked()).map(([, name]) => name)).toEqual(['confirmStatus', 'listLagMs']);
  expect(await shown()).toMatch(
    /2 of \d+ switches differ.*<option selected>200<.*Default: 201\..*value="4000"/s,
  );
  const refused = await submit(`dialect?tenant=${id}`, { ...fields, listLagMs: 'soon' });
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('listLagMs must be')]);
});

test('the event stream sends one message after a change', async () => {
  const stream = await fetch(`${sandbox.apiUrl}/_sandbox/events`);
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe(': watching\n\n');
  await sandbox.control.payments.seed({ status: 'INITIATION' });
  expect((await reader?.read())?.value).toBe('data: changed\n\n');
  await reader?.cancel();
});

test('the pages hold no inline script or style, and their files stay a few kilobytes', async () => {
  const response = await fetch(sandbox.apiUrl);
  expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
  expect(await response.text()).not.toMatch(/<script>|<style>| on[a-z]+="| style="/);
  for (const file of ['control-page.js', 'control-page.css', 'three-ds-page.css', 'card-form-page.css']) {
    const asset = await fetch(`${sandbox.apiUrl}/_sandbox/assets/${file}`);
    expect(asset.status).toBe(200);
    expect((await asset.text()).length).toBeLessThan(4096);
  }
});
