import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSessionPace, type SessionPace } from './session-pace.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const FREE = { ms: 100, isCongested: false, isSevere: false };
const CONGESTED = { ms: 100, isCongested: true, isSevere: false };
const SEVERE = { ms: 100, isCongested: true, isSevere: true };

/** What its turn brings to one session, whose work takes no time. */
async function take(pace: SessionPace): Promise<boolean> {
  const place = pace.enter();
  const may = (await place?.ready) ?? false;
  place?.leave();
  return may;
}

/** Asks evenly for so many sessions a second, for so long; each tenth of a second is a window. Returns how many were let in and how many refused. */
async function ask(pace: SessionPace, perSecond: number, windows: readonly (typeof FREE)[]) {
  const answers: Promise<boolean>[] = [];
  for (const window of windows) {
    for (let number = 0; number < perSecond / 10; number += 1) {
      answers.push(take(pace));
      await vi.advanceTimersByTimeAsync(1_000 / perSecond);
    }
    pace.adjust(window);
  }
  await vi.advanceTimersByTimeAsync(2_000);
  const may = await Promise.all(answers);
  return { letIn: may.filter(Boolean).length, refused: may.filter((each) => !each).length };
}

const seconds = (count: number, window = FREE) => Array.from({ length: count * 10 }, () => window);

test('pace: as much as is usual is let in, also what comes in one burst', async () => {
  const pace = createSessionPace();
  const burst = Array.from({ length: 100 }, () => take(pace));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await Promise.all(burst)).not.toContain(false);
  expect((await ask(pace, 100, seconds(5))).refused).toBe(0);
});

test('pace: a burst on a node that is not full waits, and all of it is let in', async () => {
  const pace = createSessionPace();
  const burst = Array.from({ length: 1_000 }, () => take(pace));
  for (let window = 0; window < 30; window += 1) {
    await vi.advanceTimersByTimeAsync(100);
    pace.adjust(FREE);
  }
  expect(await Promise.all(burst)).not.toContain(false);
});

test('pace: a few sessions are made at the same time, the others in their order, and those whose callers have gone are not', async () => {
  const pace = createSessionPace();
  const begun: number[] = [];
  const places = Array.from({ length: 8 }, () => pace.enter());
  for (const [index, place] of places.entries()) void place?.ready.then(() => begun.push(index));
  await vi.advanceTimersByTimeAsync(100);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  places[5]?.leave();
  places[2]?.leave();
  places[2]?.leave();
  await vi.advanceTimersByTimeAsync(100);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('pace: so many wait that more are refused immediately', () => {
  const pace = createSessionPace();
  let waiting = 0;
  while (waiting < 10_000 && pace.enter() !== null) waiting += 1;
  expect(waiting).toBeGreaterThan(1_000);
  expect(waiting).toBeLessThan(3_000);
});

test('pace: reduced twice within two seconds, it comes back to nearly where it was before the first', async () => {
  const paceAfter = async (...windows: (typeof FREE)[]) => {
    const pace = createSessionPace();
    await ask(pace, 600, [...seconds(2), ...windows]);
    return pace.perSecond();
  };
  const free = (count: number) => Array.from({ length: count }, () => FREE);
  const once = await paceAfter(SEVERE);
  expect(await paceAfter(SEVERE, ...free(3), SEVERE)).toBeLessThan(once);
  expect(await paceAfter(SEVERE, ...free(3), SEVERE, ...free(15))).toBeGreaterThan(1.1 * once);
});

test('pace: what nothing has asked for lately is given back, but for a half more than is let in', async () => {
  const pace = createSessionPace();
  await ask(pace, 120, seconds(10));
  expect(pace.perSecond()).toBeGreaterThan(120);
  expect(pace.perSecond()).toBeLessThan(200);
  await ask(pace, 10, seconds(10));
  expect(pace.perSecond()).toBe(100);
});

test('pace: grows with demand while nothing is congested', async () => {
  const pace = createSessionPace();
  await ask(pace, 1_000, seconds(5));
  expect(pace.perSecond()).toBeGreaterThan(1_000);
  expect((await ask(pace, 1_000, seconds(2))).refused).toBe(0);
});

test('pace: with congestion fewer are let in, the others are refused, and the pace comes back', async () => {
  const pace = createSessionPace();
  await ask(pace, 100, seconds(3));
  await ask(pace, 400, [FREE, FREE, SEVERE]);
  const reduced = pace.perSecond();
  expect(reduced).toBeLessThan(120);
  expect(reduced).toBeGreaterThan(10);
  const { letIn, refused } = await ask(pace, 400, seconds(1));
  expect(letIn).toBeLessThan(300);
  expect(letIn + refused).toBe(400);
  expect(pace.perSecond()).toBeGreaterThan(reduced);
});

test('pace: what waits when the pace is reduced is refused after half a second', async () => {
  const pace = createSessionPace();
  const answers: boolean[] = [];
  for (let number = 0; number < 100; number += 1) void take(pace).then((may) => answers.push(may));
  for (let window = 0; window < 5; window += 1) {
    pace.adjust(SEVERE);
    await vi.advanceTimersByTimeAsync(104);
  }
  expect(answers).toHaveLength(100);
  expect(answers).toContain(false);
});

test('pace: one congested window is no reason, two are, and severe congestion is at once', async () => {
  const paceAfter = async (...windows: (typeof FREE)[]) => {
    const pace = createSessionPace();
    await ask(pace, 600, [FREE, FREE, ...windows]);
    return pace.perSecond();
  };
  const before = await paceAfter();
  expect(await paceAfter(CONGESTED)).toBe(before);
  expect(await paceAfter(CONGESTED, FREE, CONGESTED)).toBeGreaterThan(before);
  expect(await paceAfter(CONGESTED, CONGESTED)).toBeLessThan(before);
  expect(await paceAfter(SEVERE)).toBeLessThan(before);
  // What was let in before still shows.
  expect(await paceAfter(SEVERE, SEVERE)).toBe(await paceAfter(SEVERE));
});

test('pace: where no session waits, a short congestion has another cause, and a lasting one has not', async () => {
  const pace = createSessionPace();
  await ask(pace, 60, seconds(3));
  const long = Array.from({ length: 5 }, () => CONGESTED);
  await ask(pace, 60, [...long, FREE, ...long]);
  expect(pace.perSecond()).toBe(100);
  await ask(pace, 60, [...long, CONGESTED]);
  expect(pace.perSecond()).toBeLessThan(60);
});

test('pace: a session that waits for those in work waits as well, and a short congestion is then a reason', async () => {
  const pace = createSessionPace();
  for (let number = 0; number < 6; number += 1) pace.enter();
  for (const window of [CONGESTED, CONGESTED]) {
    await vi.advanceTimersByTimeAsync(100);
    pace.adjust(window);
  }
  expect(pace.perSecond()).toBeLessThan(200);
});

test('pace: a congestion that is over leaves no trace after some seconds', async () => {
  const pace = createSessionPace();
  await ask(pace, 100, seconds(3));
  await ask(pace, 400, [FREE, FREE, SEVERE, FREE, FREE, FREE, SEVERE]);
  await ask(pace, 400, seconds(10));
  expect((await ask(pace, 100, seconds(2))).refused).toBe(0);
  expect((await ask(pace, 400, seconds(10))).refused).toBeLessThan(100);
});

test('pace: however long it is congested, some are let in', async () => {
  const pace = createSessionPace();
  const { letIn } = await ask(pace, 400, seconds(30, SEVERE));
  expect(letIn).toBeGreaterThan(100);
  expect(pace.perSecond()).toBe(5);
});
