import { createInflowClient } from '@checkout/inflow/client';
import type { Finding } from '@checkout/schemas/doctor';
import { expect, test } from 'vitest';
import {
  createClient,
  reasonOf,
  SERVICE_TOKEN,
  startWorld,
  WEBHOOK_SECRET,
  type World,
} from './support/world.ts';

const MONITOR = 'a-token-of-the-monitor';
const tokens = { SERVICE_TOKENS: `tests:${SERVICE_TOKEN},monitor[metrics]:${MONITOR}` };

async function findings({ api }: Pick<World, 'api'>, area: string, from?: string): Promise<Finding[]> {
  const monitor = createClient(api.url, MONITOR, from);
  return (await monitor.doctor.check.query()).findings.filter((each) => each.area === area);
}
const levels = (found: readonly Finding[]) => found.map(({ level }) => level);
const accountOf = ({ apiKey, sandbox }: World) =>
  createInflowClient({
    apiKey,
    apiBaseUrl: sandbox.apiUrl,
    cardBaseUrl: sandbox.cardUrl,
    timeoutMs: 30_000,
  });

test('doctor.check: a monitor reads it, and cannot repair', async () => {
  await using world = await startWorld(tokens);
  const monitor = createClient(world.api.url, MONITOR);
  const { level, testMode, inflowUrl, findings } = await monitor.doctor.check.query();
  expect({ testMode, inflowUrl }).toEqual({ testMode: true, inflowUrl: world.sandbox.apiUrl });
  // The database of the tests is not waited for when it commits.
  expect(findings.filter((each) => each.level === 'bad').map(({ area }) => area)).toContain('database');
  expect(level).toBe('bad');
  expect([...new Set(findings.map(({ area }) => area))]).toEqual([
    'environment',
    'hosts',
    'keys',
    'clock',
    'database',
    'webhooks',
    'endpoints',
    'page',
    'proxies',
    'comparison',
  ]);
  expect(await reasonOf(monitor.doctor.repair.mutate({}))).toBe('MISSING_SCOPE');
  const reader = createClient(world.api.url);
  expect(await reasonOf(reader.doctor.check.query())).toBe('UNAUTHORIZED');
});

test('doctor.repair: registers the URL at Inflow, says its secret, and enables it after a failure', async () => {
  await using world = await startWorld(tokens);
  const { doctor } = world.service;
  expect(await findings(world, 'webhooks')).toMatchObject([{ level: 'warning', repairable: true }]);

  const registered = await doctor.repair.mutate({});
  expect(registered.done[0]).toBe(`Registered ${world.api.url}/webhooks/inflow at Inflow.`);
  expect(registered.secret).toMatch(/^whsec_/);
  // The secret is not this node's, and that of another that was given it.
  expect(levels(await findings(world, 'webhooks'))).toEqual(['good', 'bad']);
  await using node = await world.startNode({ INFLOW_WEBHOOK_SECRET: registered.secret ?? '' });
  expect(levels(await findings({ api: node }, 'webhooks'))).toEqual(['good', 'good']);

  await using account = accountOf(world);
  const { webhooks } = await account.listWebhooks();
  await account.setWebhookStatus(webhooks[0]?.webhookId ?? '', 'disabled');
  expect(await findings({ api: node }, 'webhooks')).toMatchObject([
    { level: 'bad', repairable: true },
    { level: 'good' },
  ]);
  const enabled = await createClient(node.url, SERVICE_TOKEN).doctor.repair.mutate({});
  expect(enabled).toMatchObject({ secret: null });
  expect(levels(await findings({ api: node }, 'webhooks'))).toEqual(['good', 'good']);
  expect((await account.listWebhooks()).webhooks).toHaveLength(1);
});

test('doctor.repair: leaves the URLs of others alone', async () => {
  await using world = await startWorld(tokens);
  const { control } = world.sandbox;
  await control.webhooks.add({
    url: 'https://other.example/hook',
    secret: WEBHOOK_SECRET,
    eventTypes: ['payment_created'],
  });
  await control.webhooks.add({ url: `${world.api.url}/webhooks/inflow`, secret: WEBHOOK_SECRET });
  await world.service.doctor.repair.mutate({});
  const changed = (await control.requests()).filter(({ method }) => method === 'PATCH');
  const { webhooks } = await accountOf(world).listWebhooks();
  const own = webhooks.find(({ webhookUrl }) => webhookUrl?.startsWith(world.api.url));
  expect(changed.map(({ path }) => path)).toEqual([`/api/webhook/${own?.webhookId}/event-types`]);
});

test('doctor.check: a key that Inflow refuses is bad, an Inflow that is away is a warning', async () => {
  await using world = await startWorld(tokens);
  const { faults } = world.sandbox.control;
  await faults.add({ operation: 'webhook', kind: 'status', status: 401 });
  expect(levels(await findings(world, 'keys'))).toEqual(['bad']);
  await faults.clear();
  await faults.add({ operation: 'webhook', kind: 'status', status: 503 });
  expect(levels(await findings(world, 'keys'))).toEqual(['warning']);
});

test('doctor.check: says what the proxies in front write', async () => {
  await using world = await startWorld(tokens);
  expect(await findings(world, 'proxies')).toMatchObject([{ level: 'good' }]);
  expect(await findings(world, 'proxies', '203.0.113.7')).toMatchObject([
    { level: 'warning', todo: 'Add 127.0.0.1 to TRUSTED_PROXIES if it is your proxy.' },
  ]);
  await using node = await world.startNode({ TRUSTED_PROXIES: '127.0.0.1' });
  const [through] = await findings({ api: node }, 'proxies', '203.0.113.7');
  expect(through).toMatchObject({ level: 'good' });
  expect(through?.says).toContain('203.0.113.7');
});

test('doctor.check: a paused endpoint is bad', async () => {
  await using world = await startWorld(tokens);
  const { endpointId } = await world.service.endpoints.create.mutate({ url: 'https://shop.example/events' });
  expect(levels(await findings(world, 'endpoints'))).toEqual(['good']);
  await world.service.endpoints.update.mutate({ endpointId, state: 'paused' });
  expect(levels(await findings(world, 'endpoints'))).toEqual(['bad']);
});
