import { expect, test } from 'vitest';
import { type Admission, createAdmission, type Entered, TURNS, type Turn } from './admission.ts';

const FREE = { take: () => Promise.resolve(true) };
const QUIET = { store: FREE, new: FREE };

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

test('admission: a session waits for its turn in the pace of the node, and is not made where that would take too long', async () => {
  const turns: ((may: boolean) => void)[] = [];
  const pace = { take: () => new Promise<boolean>((resolve) => turns.push(resolve)) };
  const admission = createAdmission({ store: pace, new: pace });
  const [first, second] = [admission.enter('new'), admission.enter('store')];
  await Promise.all((['read', 'checkout'] as const).map((turn) => admission.enter(turn)?.ready));
  expect(turns).toHaveLength(2);
  turns[0]?.(true);
  turns[1]?.(false);
  expect(await first?.ready).toBe(true);
  expect(await second?.ready).toBe(false);
});

test('admission: those who look around in the store take no place of the sessions that services make', async () => {
  const full = { take: () => Promise.resolve(false) };
  const admission = createAdmission({ store: full, new: FREE });
  expect(await admission.enter('store')?.ready).toBe(false);
  expect(await admission.enter('new')?.ready).toBe(true);
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
