import { expect, test } from 'vitest';
import { attack } from './fuzz/attack.ts';
import { knownValues } from './fuzz/known.ts';
import { SERVICE_TOKEN, startWorld, WEBHOOK_SECRET } from './support/world.ts';

test('nothing that is sent makes the api fail: no 5xx but a documented 503, no stack, no crash', async () => {
  await using world = await startWorld({ ATTEMPT_LIMITS: 'off' });
  const { statuses, wrong } = await attack({
    url: world.api.url,
    known: await knownValues(world),
    secrets: { serviceToken: SERVICE_TOKEN, webhookSecret: WEBHOOK_SECRET },
    count: 1_000,
    seed: 6,
    atOnce: 16,
  });
  expect(wrong).toEqual([]);
  // Inputs that got all the way in, and inputs that did not: otherwise little was tried.
  for (const status of [200, 204, 400, 401, 404, 405])
    expect(statuses.get(status), String(status)).toBeGreaterThan(0);
  expect((await fetch(`${world.api.url}/readyz`)).status).toBe(200);
});
