import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { fieldErrorsOf } from './field-problem.ts';

test.each(['toString', 'constructor', 'hasOwnProperty', '__proto__'])(
  'an unknown key named %s is named as any other',
  (key) => {
    const input = JSON.parse(`{"${key}":1}`);
    const parsed = z.strictObject({}).safeParse(input);
    const problems = fieldErrorsOf([{ code: 'unrecognized_keys', keys: [key], message: '', path: [] }]);
    expect(JSON.stringify(problems)).toBe(`{"${key}":["not_allowed"]}`);
    expect(parsed.success).toBe(false);
  },
);
