import { request } from 'node:http';
import { expect, test } from 'vitest';
import { type RunningSandbox, startSandbox } from '../src/start.ts';

/** The status of a request with these headers, as a browser at the URL of `host` sends it. */
function ask(
  { apiUrl }: RunningSandbox,
  { method = 'GET', path = '/_sandbox/ledger', ...headers }: Record<string, string>,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${apiUrl}${path}`, { method, headers, agent: false }, (answer) => {
      answer.destroy();
      resolve(answer.statusCode);
    });
    sent.on('error', reject);
    sent.end();
  });
}

const PAGES = [
  '/',
  '/_sandbox/ledger',
  '/_sandbox/events',
  '/_sandbox/assets/control-page.js',
  '/3ds/x',
  '/nothing',
];

test('a name that leads here by DNS rebinding is given nothing without a key', async () => {
  await using sandbox = await startSandbox();
  for (const host of [
    'evil.example',
    'evil.example:4010',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.7',
    '[fe80::1]',
  ])
    for (const path of PAGES)
      expect([host, path, await ask(sandbox, { host, path })]).toEqual([host, path, 403]);
  expect(await ask(sandbox, { host: 'evil.example', method: 'POST', path: '/_sandbox/reset' })).toBe(403);
  // A host that no URL can have.
  expect(await ask(sandbox, { host: 'a b' })).toBe(403);
  // Inflow's API is called under the name that its caller has for it.
  expect(
    await ask(sandbox, {
      host: 'inflow.internal',
      path: '/api/payment',
      'x-inflow-api-key': 'inflow_priv_sandbox',
    }),
  ).toBe(200);
});

test('the sandbox answers to loopback names, to HOST and to SANDBOX_PUBLIC_URL', async () => {
  await using sandbox = await startSandbox({ publicUrl: 'https://inflow.shop.example/' });
  for (const host of [
    'localhost:4010',
    'inflow.localhost',
    '127.0.0.1:1',
    '127.1.2.3',
    '[::1]:4010',
    'Inflow.Shop.example',
  ])
    expect([host, await ask(sandbox, { host })]).toEqual([host, 200]);
  await using everywhere = await startSandbox({ host: '0.0.0.0' });
  expect(await ask(everywhere, { host: '0.0.0.0:4010' })).toBe(200);
});

test('another site changes nothing, with any combination of Origin and Sec-Fetch-Site', async () => {
  await using sandbox = await startSandbox({ publicUrl: 'https://inflow.shop.example/' });
  const host = 'localhost:4010';
  const reset = { method: 'POST', path: '/_sandbox/reset', host };
  for (const more of [
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:3000' },
    { origin: 'http://evil.localhost:4010' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site', origin: `http://${host}` },
  ]) {
    expect([more, await ask(sandbox, { ...reset, ...more })]).toEqual([more, 403]);
    expect([more, await ask(sandbox, { ...reset, path: '/_sandbox/page/reset', ...more })]).toEqual([
      more,
      403,
    ]);
    expect([
      more,
      await ask(sandbox, { ...reset, method: 'DELETE', path: '/_sandbox/faults', ...more }),
    ]).toEqual([more, 403]);
  }
  for (const more of [
    {},
    { origin: `http://${host}` },
    { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' },
    { origin: 'https://inflow.shop.example', host: 'inflow.shop.example' },
  ])
    expect([more, await ask(sandbox, { ...reset, ...more })]).toEqual([more, 200]);
});
