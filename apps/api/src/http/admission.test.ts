import { expect, test } from 'vitest';
import { type Admission, createAdmission, TURNS, type Turn } from './admission.ts';
import { createSessionPace, type Place } from './session-pace.ts';

const withPaces = () => createAdmission({ store: createSessionPace(), new: createSessionPace() });

/** Enters as often as it is let in. */
function fill(admission: Admission, turn: Turn): Place[] {
  const all: Place[] = [];
  for (let each = admission.enter(turn); each !== null; each = admission.enter(turn)) all.push(each);
  return all;
}

const admitted = (admission: Admission) => TURNS.filter((turn) => admission.enter(turn) !== null);

test('admission: the store is refused first, then new sessions, then what is read, and shoppers in checkout last', () => {
  const admission = withPaces();
  expect(admitted(admission)).toEqual(['store', 'new', 'read', 'checkout']);
  for (const [index, turn] of TURNS.entries()) {
    expect(fill(admission, turn).length).toBeGreaterThan(5);
    expect(admitted(admission)).toEqual(TURNS.slice(index + 1));
  }
});

test('admission: shoppers who wait for Inflow keep no session from being made', () => {
  const admission = withPaces();
  fill(admission, 'checkout');
  expect(admitted(admission)).toEqual(['store', 'new', 'read']);
});

test('admission: while services read a lot, the store and new sessions are refused first', () => {
  const admission = withPaces();
  const entered = { store: 0, new: 0, read: 0 };
  for (let reads = 0; reads < 300; reads += 1) {
    for (const turn of ['store', 'new', 'read'] as const) {
      const place = admission.enter(turn);
      if (place !== null) entered[turn] += 1;
      if (turn !== 'read') place?.leave();
    }
  }
  expect(entered).toEqual({ store: 100, new: 150, read: 250 });
});

test('admission: those who look around in the store take no place of the sessions that services make', async () => {
  const admission = withPaces();
  fill(admission, 'store');
  expect(await admission.enter('new')?.ready).toBe(true);
});

test('admission: what leaves makes room for one, also if it leaves twice', () => {
  const admission = withPaces();
  const [first] = fill(admission, 'read');
  first?.leave();
  first?.leave();
  expect(fill(admission, 'read')).toHaveLength(1);
});
