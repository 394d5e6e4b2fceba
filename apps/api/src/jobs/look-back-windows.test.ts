import { expect, test } from 'vitest';
import { createLookBackWindows, isWhole } from './look-back-windows.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const NOON = Date.parse('2026-01-01T12:00:00Z');
const ALL = Number.NEGATIVE_INFINITY;

const facts = (
  now: number,
  changes: { comparedAt?: number | null; missing?: number; noticedAt?: number } = {},
) => ({
  now,
  comparedAt: changes.comparedAt === undefined ? NOON : changes.comparedAt,
  missing:
    changes.missing === undefined ? null : { since: changes.missing, noticedAt: changes.noticedAt ?? NOON },
});

test('recent payments: two minutes back, and fifteen each minute', () => {
  const windows = createLookBackWindows();
  const minutesBack: number[] = [];
  for (let half = 0; half <= 4; half += 1) {
    const now = NOON + (half * MINUTE) / 2;
    const since = windows.recent(facts(now));
    windows.completed({ since, beganAt: now });
    minutesBack.push((now - since) / MINUTE);
  }
  expect(minutesBack).toEqual([15, 2, 15, 2, 15]);
});

test('three days back at first and each ten minutes, and the whole list once a day on all nodes together', () => {
  const windows = createLookBackWindows();
  const daysBack: (number | null)[] = [];
  let comparedAt: number | null = null;
  for (const now of [NOON, NOON + 5 * MINUTE, NOON + 10 * MINUTE, NOON + DAY - MINUTE, NOON + DAY]) {
    const due = windows.far(facts(now, { comparedAt }));
    daysBack.push(due === null ? null : (now - due.since) / DAY);
    if (due === null) continue;
    windows.completed({ since: due.since, beganAt: now });
    if (isWhole({ since: due.since, beganAt: now })) comparedAt = now;
  }
  expect(daysBack).toEqual([400, null, 3, 3, 400]);
});

test('a comparison completes every window that it covers, and no other', () => {
  const windows = createLookBackWindows();
  windows.completed({ since: NOON - 16 * MINUTE, beganAt: NOON });
  expect(windows.recent(facts(NOON + SECOND))).toBe(NOON + SECOND - 2 * MINUTE);
  expect(windows.far(facts(NOON + SECOND))?.since).toBe(NOON + SECOND - 3 * DAY);
  windows.completed({ since: ALL, beganAt: NOON + SECOND });
  expect(windows.far(facts(NOON + 2 * SECOND))).toBeNull();
});

test('what was not completed is due again: recent payments at once, what is further back after a pause', () => {
  const windows = createLookBackWindows();
  expect(windows.recent(facts(NOON))).toBe(NOON - 15 * MINUTE);
  expect(windows.recent(facts(NOON + 1))).toBe(NOON + 1 - 15 * MINUTE);
  windows.failed({ beganAt: NOON, now: NOON + SECOND });
  expect(windows.far(facts(NOON + MINUTE))).toBeNull();
  expect(windows.far(facts(NOON + MINUTE + SECOND))?.since).toBe(NOON + MINUTE + SECOND - 3 * DAY);
  windows.failed({ beganAt: NOON, now: NOON + 60 * MINUTE });
  expect(windows.far(facts(NOON + 299 * MINUTE))).toBeNull();
  expect(windows.far(facts(NOON + 300 * MINUTE))).not.toBeNull();
});

test('what a restored database lacks comes first, once Inflow’s list cannot be behind it any more', () => {
  const windows = createLookBackWindows();
  const lost = { comparedAt: null, missing: NOON - 90 * DAY, noticedAt: NOON };
  expect(windows.far(facts(NOON + 59 * SECOND, lost))).toEqual({
    since: NOON + 59 * SECOND - 400 * DAY,
    isUrgent: false,
  });
  expect(windows.far(facts(NOON + 60 * SECOND, lost))).toEqual({
    since: NOON - 90 * DAY - 10 * MINUTE,
    isUrgent: true,
  });
});
