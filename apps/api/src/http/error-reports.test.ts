import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { createErrorReports } from './error-reports.ts';

test('a flood of error responses fills no log: the rest is counted, failures of this program are all logged', async () => {
  const lines: Record<string, unknown>[] = [];
  const log = createLog('info', { write: (line) => void lines.push(JSON.parse(line)) });
  const registry = new Registry();
  let time = 5_000;
  const report = createErrorReports({ log, registry, now: () => time });
  for (let sent = 0; sent < 200; sent += 1) report({ reason: 'UNAUTHORIZED', requestId: `req_${sent}` });
  for (let sent = 0; sent < 70; sent += 1) report({ reason: 'INTERNAL', requestId: 'req_bug' });
  time += 1_000;
  report({ reason: 'UNAVAILABLE', requestId: 'req_later' });

  expect(lines.filter(({ reason }) => reason === 'UNAUTHORIZED')).toHaveLength(50);
  expect(lines.filter(({ requestId }) => requestId === 'req_bug')).toHaveLength(70);
  expect(lines.at(-1)).toMatchObject({ requestId: 'req_later', unlogged: 150, level: 40 });
  expect(await registry.metrics()).toContain('checkout_error_responses_total{reason="UNAUTHORIZED"} 200');
});
