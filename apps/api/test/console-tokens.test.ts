import { expect, test } from 'vitest';
import { signIn, startConsoleWorld } from './support/console.ts';
import { query } from './support/query.ts';
import { createClient, reasonOf, type World } from './support/world.ts';

const reason = 'a new shop';
const made = { name: 'shop', scopes: ['read' as const, 'pay' as const], expiresInDays: 30, reason };

/** Without its token the caller is refused. */
const read = ({ api }: Pick<World, 'api'>, token: string) =>
  reasonOf(
    createClient(api.url, token)
      .sessions.list.query({})
      .then(() => null),
  );

test('a token that is made in the console works on every node, within its scopes, and is shown once', async () => {
  await using world = await startConsoleWorld();
  await using other = await world.startNode({ CONSOLE_PORT: '' });
  const { tokens } = (await signIn(world, 'admin', 'Grace')).console;
  const { token, endsAt } = await tokens.create.mutate(made);
  expect(Math.round((Date.parse(endsAt) - Date.now()) / 86_400_000)).toBe(30);
  await expect.poll(() => read(world, token)).toBeNull();
  await expect.poll(() => read({ api: other }, token)).toBeNull();
  const shop = createClient(world.api.url, token);
  expect(await reasonOf(shop.payments.refund.mutate({ paymentId: 'pay_1' }))).toBe('MISSING_SCOPE');
  const { sessionId } = await shop.sessions.create.mutate({
    products: [{ name: 'Any', price: 900, quantity: 1 }],
    currency: 'EUR',
  });
  expect((await shop.sessions.get.query({ sessionId })).createdBy).toBe('service:shop');
  const listed = (await tokens.list.query()).tokens;
  expect(listed).toEqual([
    expect.objectContaining({ name: 'shop', scopes: ['read', 'pay'], createdByName: 'Grace' }),
    expect.objectContaining({ tokenId: null, name: 'tests' }),
  ]);
  expect(JSON.stringify(listed)).not.toContain(token);
  const kept = await query(
    world,
    'select t::text as row from service_tokens t union all select a::text from audit a',
  );
  expect(JSON.stringify(kept)).not.toContain(token);
});

test('a token that is revoked, or has ended, is refused', async () => {
  await using world = await startConsoleWorld();
  const { tokens } = (await signIn(world, 'admin')).console;
  const [revoked, ended] = [await tokens.create.mutate(made), await tokens.create.mutate(made)];
  for (const { token } of [revoked, ended]) await expect.poll(() => read(world, token)).toBeNull();
  await tokens.revoke.mutate({ tokenId: revoked.tokenId, reason: 'it was in a screenshot' });
  await expect.poll(() => read(world, revoked.token)).toBe('UNAUTHORIZED');
  expect(await reasonOf(tokens.revoke.mutate({ tokenId: revoked.tokenId, reason }))).toBe('NOT_FOUND');
  await query(world, `update service_tokens set ends_at = now() - interval '1 second' where id = $1`, [
    ended.tokenId,
  ]);
  await query(world, `select pg_notify('checkout_session', 'service-tokens')`);
  await expect.poll(() => read(world, ended.token)).toBe('UNAUTHORIZED');
  expect((await tokens.list.query()).tokens.filter(({ tokenId }) => tokenId !== null)).toEqual([]);
});

test('only an admin makes tokens, with scopes and an end', async () => {
  await using world = await startConsoleWorld();
  const [finance, admin] = [await signIn(world, 'finance'), await signIn(world, 'admin')];
  expect(await reasonOf(finance.console.tokens.create.mutate(made))).toBe('NOT_ALLOWED');
  expect(await reasonOf(finance.console.tokens.list.query())).toBe('NOT_ALLOWED');
  const { create } = admin.console.tokens;
  expect(await reasonOf(create.mutate({ ...made, scopes: [] }))).toBe('INVALID_INPUT');
  expect(await reasonOf(create.mutate({ ...made, expiresInDays: 1_000 }))).toBe('INVALID_INPUT');
  expect(await finance.console.settings.query()).toMatchObject({
    testMode: true,
    signIn: 'link',
    retention: { unusedSessionsDays: 30 },
  });
});
