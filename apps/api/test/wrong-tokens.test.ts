import { expect, test } from 'vitest';
import { SERVICE_TOKEN, startWorld } from './support/world.ts';

const LIST = '/trpc/sessions.list?input=%7B%7D';

test('a network that shows wrong tokens is slowed down and counted, and a valid token of it still works', async () => {
  await using world = await startWorld({ TRUSTED_PROXIES: '127.0.0.1' });
  const ask = async (token: string, from: string, path = LIST) => {
    const answer = await fetch(`${world.api.url}${path}`, {
      headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': from },
    });
    await answer.body?.cancel();
    return { status: answer.status, retryAfter: Number(answer.headers.get('retry-after')) };
  };
  // In one IPv6 site, each from a network of its own.
  for (let tried = 1; tried <= 10; tried += 1)
    expect((await ask(`a-wrong-token-${tried}`, `2001:db8:1:${tried}::1`)).status).toBe(401);
  // Through each way of answering.
  for (const path of [LIST, `${LIST}&for=adapter`, '/metrics']) {
    const { status, retryAfter } = await ask('a-wrong-token', '2001:db8:1:99::1', path);
    expect([path, status]).toEqual([path, 429]);
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(600);
  }
  expect((await ask(SERVICE_TOKEN, '2001:db8:1:99::1')).status).toBe(200);
  expect((await ask('a-wrong-token', '2001:db8:2::1')).status).toBe(401);
  // What anyone may do needs no token, and a token that is too long is one.
  expect((await ask('a-wrong-token', '2001:db8:1:99::1', '/trpc/catalog.list')).status).toBe(200);
  expect((await ask('x'.repeat(600), '2001:db8:1:99::1')).status).toBe(429);
  const metrics = await fetch(`${world.api.url}/metrics`, {
    headers: { authorization: `Bearer ${SERVICE_TOKEN}` },
  });
  expect(await metrics.text()).toContain('\ncheckout_wrong_tokens_total 16\n');
});
