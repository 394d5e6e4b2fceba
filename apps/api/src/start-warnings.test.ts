import { expect, test } from 'vitest';
import { readEnvironment } from './env.ts';
import { createLog } from './log.ts';
import { warnOfSettings } from './start-warnings.ts';

/** What is logged at a start with these. */
function warningsOf(variables: NodeJS.ProcessEnv): string {
  const lines: string[] = [];
  const env = readEnvironment({ INFLOW_API_KEY: 'inflow_priv_x', ...variables });
  warnOfSettings(env, env.SERVICE_TOKENS, createLog('warn', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

const PUBLIC = { PUBLIC_URL: 'https://pay.shop.example' };

test('nothing is said of a start on one machine, or of one that is set up well', () => {
  expect(warningsOf({})).toBe('');
  expect(warningsOf({ PUBLIC_URL: 'http://localhost:3000' })).toBe('');
  expect(
    warningsOf({ ...PUBLIC, TRUSTED_PROXIES: '127.0.0.1', SERVICE_TOKENS: 'a[read]:a-token-of-the-tests' }),
  ).toBe('');
  expect(warningsOf({ ...PUBLIC, HOST: '0.0.0.0' })).toBe('');
});

test('a public page behind a proxy that is not listed is warned about', () => {
  for (const HOST of ['127.0.0.1', '127.0.0.2', 'localhost', '::1'])
    expect(warningsOf({ ...PUBLIC, HOST })).toContain('TRUSTED_PROXIES is empty');
});

test('limits that are off are warned about', () => {
  expect(warningsOf({ ATTEMPT_LIMITS: 'off' })).toContain('ATTEMPT_LIMITS is off');
});

test('tokens without scopes are named, and not shown', () => {
  const said = warningsOf({
    SERVICE_TOKENS:
      'orders:a-token-of-the-tests,orders:another-of-the-tests,desk[read+pay+refund+events+metrics]:a-third-of-the-tests',
  });
  expect(JSON.parse(said)).toMatchObject({ names: ['orders'] });
  expect(said).not.toContain('of-the-tests');
});
