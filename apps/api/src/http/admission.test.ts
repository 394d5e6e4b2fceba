import { expect, test } from 'vitest';
import { type Admission, createAdmission, type Entered, TURNS, type Turn } from './admission.ts';

const QUIET = { utilization: () => 0, waiting: () => 0 };

/** Enters as often as it is let in. */
function fill(admission: Admission, turn: Turn): Entered[] {
  const all: Entered[] = [];
  for (let each = admission.enter(turn); each !== null; each = admission.enter(turn)) all.push(each);
  return all;
}

const admitted = (admission: Admission) => TURNS.filter((turn) => admission.enter(turn) !== null);

test('admission: the store is refused first, then new sessions, then what is read, and shoppers in checkout last', () => {
  const admission = createAdmission(QUIET);
  expect(admitted(admission)).toEqual(['store', 'new', 'read', 'checkout']);
  for (const [index, turn] of TURNS.entries()) {
    expect(fill(admission, turn).length).toBeGreaterThan(5);
    expect(admitted(admission)).toEqual(TURNS.slice(index + 1));
  }
});

test('admission: shoppers who wait for Inflow keep no session from being made', () => {
  const admission = createAdmission(QUIET);
  fill(admission, 'checkout');
  expect(admitted(admission)).toEqual(['store', 'new', 'read']);
});

test.each([
  ['no time left', { utilization: 1, waiting: 0 }],
  ['statements that wait', { utilization: 0, waiting: 4 }],
])('admission: with %s for the shoppers who are in checkout, no session is made', (_, busy) => {
  let now = busy;
  const admission = createAdmission({ utilization: () => now.utilization, waiting: () => now.waiting });
  // So few shoppers are not what it is busy with.
  expect(admitted(admission)).toEqual(['store', 'new', 'read', 'checkout']);
  const shoppers = Array.from({ length: 10 }, () => admission.enter('checkout'));
  expect(admitted(admission)).toEqual(['read', 'checkout']);
  now = { utilization: 0.8, waiting: 3 };
  expect(admitted(admission)).toEqual(['store', 'new', 'read', 'checkout']);
  now = busy;
  for (const shopper of shoppers) shopper?.leave();
  expect(admitted(admission)).toEqual(['store', 'new', 'read', 'checkout']);
});

test('admission: a session that has waited for its turn is refused where the node has become too busy meanwhile', async () => {
  let utilization = 0;
  const admission = createAdmission({ utilization: () => utilization, waiting: () => 0 });
  const [first, , , , , sixth] = fill(admission, 'new');
  expect(await first?.ready).toBe(true);
  for (let shoppers = 1; shoppers <= 10; shoppers += 1) admission.enter('checkout');
  utilization = 1;
  first?.leave();
  expect(await sixth?.ready).toBe(false);
});

test('admission: what leaves makes room for one, also if it leaves twice', () => {
  const admission = createAdmission(QUIET);
  const [first] = fill(admission, 'new');
  first?.leave();
  first?.leave();
  expect(fill(admission, 'new')).toHaveLength(1);
});

test('admission: a few sessions are made at the same time, and the others in their order', async () => {
  const admission = createAdmission(QUIET);
  const begun: number[] = [];
  const all = fill(admission, 'store');
  for (const [index, { ready }] of all.entries()) void ready.then(() => begun.push(index));
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  await settled();
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  all[2]?.leave();
  await settled();
  expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
  // Neither services nor shoppers wait for them.
  await Promise.all((['new', 'read', 'checkout'] as const).map((turn) => admission.enter(turn)?.ready));
});
