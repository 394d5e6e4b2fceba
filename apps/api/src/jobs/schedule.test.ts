import { setTimeout as wait } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { createMeasures } from '../telemetry/measures.ts';
import { startSchedule } from './schedule.ts';

const told = { log: createLog('silent'), measures: createMeasures(new Registry()) };

function start(gatherMs?: number) {
  let runs = 0;
  const run = async () => {
    runs += 1;
    return false;
  };
  const job = { name: 'any', everyMs: 3_600_000, ...(gatherMs === undefined ? {} : { gatherMs }), run };
  return { ...startSchedule([job], told), runs: () => runs };
}

test('schedule: a job runs each time that it is woken', async () => {
  const schedule = start();
  for (let count = 1; count < 20; count += 1) {
    await expect.poll(schedule.runs, { interval: 1 }).toBe(count);
    schedule.wake('any');
  }
  await schedule.stop();
});

test('schedule: one that gathers runs immediately, then at most once in that time, and forgets nothing', async () => {
  const gatherMs = 100;
  const schedule = start(gatherMs);
  const begun = performance.now();
  while (schedule.runs() < 4) {
    schedule.wake('any');
    await wait(5);
  }
  expect(performance.now() - begun).toBeGreaterThan(3 * gatherMs - 10);
  const runs = schedule.runs();
  schedule.wake('any');
  await expect.poll(schedule.runs).toBe(runs + 1);
  await schedule.stop();
});

test('schedule: it ends while a job gathers', async () => {
  const schedule = start(3_600_000);
  await expect.poll(schedule.runs).toBe(1);
  schedule.wake('any');
  await schedule.stop();
  expect(schedule.runs()).toBe(1);
});
