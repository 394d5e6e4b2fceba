import { newSession, outcomeOnce, press, unknownCard, type World } from './world.ts';

/** What must not be in what the api writes down or exports. */
export const MARKS = { email: 'marker.of.this.test@example.com', cvc: '831' };

/** Three payments with marks in their inputs: one paid, one declined, one whose create was lost. */
export async function makeMarkedPayments(world: World) {
  const { shopper, sandbox } = world;
  const { email, cvc } = MARKS;
  const number = unknownCard();
  const sessions = await Promise.all([1, 2, 3].map(() => newSession(shopper)));
  const [paid = '', declined = '', lost = ''] = sessions;
  await shopper.checkout.pay.mutate(press(paid, { email }));
  await shopper.checkout.pay.mutate(press(declined, { email, number, cvc }));
  await sandbox.control.faults.add({ operation: 'create', kind: 'work_then_drop', count: 1 });
  await shopper.checkout.pay.mutate(press(lost, { email }));
  await outcomeOnce(world, lost, 'declined');
  return { sessions, paid, number };
}
