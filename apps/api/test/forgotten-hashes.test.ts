import { expect, test } from 'vitest';
import { query } from './support/query.ts';
import { newSession, press, reasonOf, startWorld } from './support/world.ts';

const HASH = /[0-9a-f]{64}/;

test('the hashes of a card are forgotten after 25 hours, and a repeated call still gets its outcome', async () => {
  await using world = await startWorld();
  const pressed = press(await newSession(world.shopper));
  const outcome = await world.shopper.checkout.pay.mutate(pressed);
  const rows = async () =>
    JSON.stringify([
      await query(world, 'select * from attempts'),
      await query(world, 'select * from attempt_origins'),
      await query(world, 'select * from audit'),
      await query(world, 'select * from payments'),
    ]);
  expect(await rows()).toMatch(HASH);

  // Not before its time.
  await query(world, "update attempts set created_at = now() - interval '24 hours'");
  const nearly = 'select fingerprint is not null and card_fingerprint is not null as kept from attempts';
  expect(await query(world, nearly)).toEqual([{ kept: true }]);
  await query(world, "update attempts set created_at = now() - interval '26 hours'");
  await query(world, "update attempt_origins set at = now() - interval '26 hours'");
  await expect.poll(rows).not.toMatch(HASH);

  expect(await world.shopper.checkout.pay.mutate(pressed)).toEqual(outcome);
  const others = [
    { ...pressed, customer: { ...pressed.customer, email: 'other@example.com' } },
    { ...pressed, paymentMethod: press('', { number: '5555555555554444' }).paymentMethod },
  ];
  for (const other of others)
    expect(await reasonOf(world.shopper.checkout.pay.mutate(other))).toBe('CONFLICT');
});
