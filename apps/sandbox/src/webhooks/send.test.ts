import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sign } from './send.ts';

test("a signature equals Svix's published vector", () => {
  const vector = JSON.parse(
    readFileSync(new URL('../../../../fixtures/inflow/svix-signature.json', import.meta.url), 'utf8'),
  );
  const signed = { id: vector['svix-id'], timestamp: Number(vector['svix-timestamp']), body: vector.body };
  expect(sign(vector.secret, signed)).toBe(vector['svix-signature']);
});
