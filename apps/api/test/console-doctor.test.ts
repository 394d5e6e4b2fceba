import { expect, test } from 'vitest';
import { signIn, startConsoleWorld } from './support/console.ts';
import { reasonOf } from './support/world.ts';

test('an admin sees the doctor’s findings, and registers the webhook at Inflow with a reason in the audit trail', async () => {
  await using world = await startConsoleWorld();
  const { doctor, people } = (await signIn(world, 'admin', 'Grace')).console;
  const webhooks = async () =>
    (await doctor.check.query()).findings.filter(({ area }) => area === 'webhooks');
  expect(await webhooks()).toMatchObject([{ level: 'warning', repairable: true }]);
  // The console's own request says nothing of the proxies before shoppers.
  const { findings } = await doctor.check.query();
  expect(findings.map(({ area }) => area)).not.toContain('proxies');

  const { done, secret } = await doctor.repair.mutate({ reason: 'The first set-up' });
  expect(done[0]).toBe(`Registered ${world.api.url}/webhooks/inflow at Inflow.`);
  expect(secret).toMatch(/^whsec_/);
  // The secret is not this node's yet.
  expect((await webhooks()).map(({ level }) => level)).toEqual(['good', 'bad']);
  expect((await people.audit.query({ limit: 2 })).entries).toMatchObject([
    { actorName: 'Grace', action: 'webhook.repaired', reason: null },
    { actorName: 'Grace', action: 'webhook.repair_ordered', reason: 'The first set-up' },
  ]);
});

test('roles below admin see no findings and repair nothing; a repair needs a reason', async () => {
  await using world = await startConsoleWorld();
  for (const role of ['viewer', 'support', 'finance'] as const) {
    const { doctor } = (await signIn(world, role)).console;
    expect(await reasonOf(doctor.check.query())).toBe('NOT_ALLOWED');
    expect(await reasonOf(doctor.repair.mutate({ reason: 'curious' }))).toBe('NOT_ALLOWED');
  }
  const { doctor } = (await signIn(world, 'admin')).console;
  expect(await reasonOf(doctor.repair.mutate({ reason: '' }))).toBe('INVALID_INPUT');
});
