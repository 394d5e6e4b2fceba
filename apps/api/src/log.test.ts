import { DrizzleQueryError } from 'drizzle-orm';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { describeError } from './log.ts';

test('an error of the database is logged without what the query was given', () => {
  const error = new DrizzleQueryError(
    'insert into t values ($1)',
    ['4242424242424242'],
    new Error('key (4242424242424242) exists'),
  );
  const lines: string[] = [];
  const log = pino({ serializers: { err: describeError } }, { write: (line) => lines.push(line) });
  log.error({ err: error }, 'failed');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('frames');
  expect(lines[0]).not.toContain('4242');
});
