import { createHash } from 'node:crypto';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { createAuthenticate } from './auth.ts';
import { createWrongTokens } from './wrong-tokens.ts';

test('the log names the network of wrong tokens in one line, and none of the tokens', () => {
  const lines: string[] = [];
  const log = createLog('warn', { write: (line) => void lines.push(line) });
  const sha256 = createHash('sha256').update('a-token-of-the-tests').digest('hex');
  const authenticate = createAuthenticate(
    () => [{ name: 'orders', sha256, scopes: ['read'], own: false, endsAt: null }],
    createWrongTokens({ registry: new Registry(), log }),
  );
  const network = { subscriber: '203.0.113.7', site: null };
  for (const authorization of [undefined, 'Basic abc', 'Bearer a-token-of-the-tests'])
    authenticate(authorization, network);
  expect(lines).toEqual([]);
  for (let tried = 0; tried < 500; tried += 1) authenticate(`Bearer guess-number-${tried}`, network);
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines.join(''))).toMatchObject({ network: '203.0.113.7' });
  expect(lines.join('')).not.toContain('guess');
});
