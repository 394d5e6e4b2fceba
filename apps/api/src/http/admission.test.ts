import { expect, test } from 'vitest';
import { type Admission, createAdmission, type Entered, TURNS, type Turn } from './admission.ts';

/** Enters as often as it is let in. */
function fill(admission: Admission, turn: Turn): Entered[] {
  const all: Entered[] = [];
  for (let each = admission.enter(turn); each !== null; each = admission.enter(turn)) all.push(each);
  return all;
}

const admitted = (admission: Admission) => TURNS.filter((turn) => admission.enter(turn) !== null);

test('admission: the store is refused first, then new sessions, then what is read, and shoppers in checkout last', () => {
  const admission = createAdmission();
  expect(admitted(admission)).toEqual(['store', 'new', 'read', 'checkout']);
  for (const [index, turn] of TURNS.entries()) {
    expect(fill(admission, turn).length).toBeGreaterThan(5);
    expect(admitted(admission)).toEqual(TURNS.slice(index + 1));
  }
});

test('admission: shoppers who wait for Inflow keep no session from being made', () => {
  const admission = createAdmission();
  fill(admission, 'checkout');
  expect(admitted(admission)).toEqual(['store', 'new', 'read']);
});

test('admission: what leaves makes room for one, also if it leaves twice', () => {
  const admission = createAdmission();
  const [first] = fill(admission, 'new');
  first?.leave();
  first?.leave();
  expect(fill(admission, 'new')).toHaveLength(1);
});

test('admission: a few sessions are made at the same time, and the others in their order', async () => {
  const admission = createAdmission();
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
