import { Writable } from 'node:stream';
import fc from 'fast-check';
import Fastify from 'fastify';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { networkOf, UNKNOWN_NETWORK } from '../fraud/network.ts';
import { cspReports } from './csp-reports.ts';

const CARD = '4242424242424242';

async function startRoute() {
  const app = Fastify();
  const registry = new Registry();
  const logged: string[] = [];
  const log = pino(
    { level: 'trace' },
    new Writable({
      write(chunk, _encoding, done) {
        logged.push(String(chunk));
        done();
      },
    }),
  );
  await app.register(cspReports, {
    registry,
    log,
    networkOf: ({ headers }) => networkOf(String(headers.from)) ?? UNKNOWN_NETWORK,
  });
  const url = await app.listen({ port: 0 });
  const send = (body: string | Uint8Array<ArrayBuffer>, contentType: string, from = '203.0.113.1') =>
    fetch(`${url}/csp-reports`, { method: 'POST', body, headers: { 'content-type': contentType, from } });
  return { registry, logged, send, [Symbol.asyncDispose]: () => app.close() };
}

const report = (blocked: string) =>
  JSON.stringify({
    'csp-report': {
      'document-uri': `https://pay.shop.example/checkout/cs_secret?n=${CARD}`,
      'effective-directive': 'script-src-elem',
      'blocked-uri': blocked,
      'script-sample': CARD,
    },
  });

test('reports of both forms are counted by directive, and leave nothing of the page in the log', async () => {
  await using route = await startRoute();
  const address = `https://evil.example/${CARD}?${CARD}`;
  expect((await route.send(report(address), 'application/csp-report')).status).toBe(204);
  const modern = [
    { type: 'csp-violation', body: { effectiveDirective: 'script-src-elem', blockedURL: address } },
  ];
  expect((await route.send(JSON.stringify(modern), 'application/reports+json')).status).toBe(204);
  expect(await route.registry.metrics()).toContain(
    'checkout_csp_violations_total{directive="script-src-elem",blocked="address"} 2',
  );
  const log = route.logged.join('');
  expect(log).toContain('evil.example');
  expect(log).not.toMatch(/4242|cs_secret/);
});

test('what an extension did is counted apart and not logged', async () => {
  await using route = await startRoute();
  await route.send(report('chrome-extension'), 'application/csp-report');
  expect(await route.registry.metrics()).toContain(
    'checkout_csp_violations_total{directive="script-src-elem",blocked="extension"} 1',
  );
  expect(route.logged).toEqual([]);
});

test.each([
  ['not JSON', `{${CARD}`, 'application/csp-report', 400],
  ['no report', '{"a":1}', 'application/csp-report', 400],
  [
    'too long',
    JSON.stringify({ 'csp-report': { 'script-sample': 'x'.repeat(20_000) } }),
    'application/csp-report',
    413,
  ],
  ['of another type', report('inline'), 'text/plain', 415],
])('a delivery that is %s is refused', async (_what, body, contentType, status) => {
  await using route = await startRoute();
  const answer = await route.send(body, contentType);
  expect(answer.status).toBe(status);
  expect(await route.registry.metrics()).not.toContain('checkout_csp_violations_total{');
});

test('one address is heard thirty times a minute, and the rest is only counted', async () => {
  await using route = await startRoute();
  const statuses = [];
  for (let sent = 0; sent < 34; sent += 1)
    statuses.push((await route.send(report('inline'), 'application/csp-report')).status);
  expect(statuses).toEqual([...Array(30).fill(204), ...Array(4).fill(429)]);
  expect(await route.registry.metrics()).toContain('checkout_csp_reports_dropped_total 4');
});

test('a network, an IPv6 site and all networks that are not known use up their own budgets, not that of the others', async () => {
  await using route = await startRoute();
  const flood = async (from: (number: number) => string) => {
    const statuses: number[] = [];
    for (let sent = 0; sent < 700; sent += 1)
      statuses.push((await route.send(report('inline'), 'application/csp-report', from(sent))).status);
    return statuses.filter((status) => status === 204).length;
  };
  expect(await flood(() => '203.0.113.1')).toBe(30);
  expect(await flood(() => 'unknown')).toBe(30);
  expect(await flood((number) => `2001:db8:1:${number.toString(16)}::1`)).toBe(120);
  expect((await route.send(report('inline'), 'application/csp-report', '203.0.113.2')).status).toBe(204);
});

test('no bytes make it fail', async () => {
  await using route = await startRoute();
  const type = fc.constantFrom('application/csp-report', 'application/reports+json', 'application/json');
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json(), fc.uint8Array()), type, async (body, contentType) => {
      // 429 once the thirty are used up: then the body is not even read.
      expect([204, 400, 429]).toContain((await route.send(body, contentType)).status);
    }),
    { numRuns: 12 },
  );
});
