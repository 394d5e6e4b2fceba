import { expect, inject, test } from 'vitest';
import { run, runWith } from './checkout.ts';
import { TOKENS } from './setup.ts';

const CHECKOUT_URL = inject('checkoutUrl');

test('doctor: a line for each finding, what to do below it, and the exit code of the worst', async () => {
  const { code, out, err } = await run('doctor');
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toMatch(/^good +keys +Inflow accepts INFLOW_API_KEY\.$/m);
  expect(out).toMatch(
    /^WARNING +environment .*tokens without scopes.*\n +→ See "Environment" in the README\.$/m,
  );
  expect(out).toMatch(/: good \d+, warning \d+, bad 0\.\n$/);
  const { level, findings } = JSON.parse((await run('doctor', '--json')).out);
  expect(level).toBe('warning');
  expect(findings.length).toBeGreaterThan(10);
});

test('doctor: 3 where nothing could be examined', async () => {
  for (const settings of [
    { CHECKOUT_URL: 'http://127.0.0.1:9', CHECKOUT_TOKEN: TOKENS.shop },
    { CHECKOUT_URL, CHECKOUT_TOKEN: TOKENS.reader },
    { CHECKOUT_URL },
  ])
    expect(await runWith(settings, 'doctor')).toMatchObject({ code: 3, out: '' });
  expect(await run('doctor', '--fast')).toMatchObject({ code: 3 });
});

test('doctor: repairs the registration at Inflow after a yes', async () => {
  const sandboxUrl = inject('sandboxUrl');
  const inflow = (path: string, method = 'GET', body?: object) =>
    fetch(`${sandboxUrl}/api/webhook${path}`, {
      method,
      headers: { 'x-inflow-api-key': 'inflow_priv_sandbox', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).then((response) => response.json());
  const [{ webhookId }] = (await inflow('')) as [{ webhookId: string }];
  await inflow(`/${webhookId}`, 'PATCH', { status: 'disabled' });
  const before = await run('doctor');
  expect(before.code).toBe(2);
  expect(before.out).toMatch(
    /BAD +webhooks +Inflow has disabled .*\n +→ .*checkout doctor --repair enables it/,
  );

  expect((await run('doctor', '--repair')).err).toMatch(/There is no terminal to ask on: say --yes\.\n$/);
  expect(await inflow(`/${webhookId}/status`)).toMatchObject({ status: 'disabled' });
  const repaired = await run('doctor', '--repair', '--yes');
  expect(repaired.code).toBe(1);
  expect(repaired.out).toContain(`Enabled ${CHECKOUT_URL}/webhooks/inflow at Inflow.`);
  expect(await inflow(`/${webhookId}/status`)).toMatchObject({ status: 'enabled' });
});
