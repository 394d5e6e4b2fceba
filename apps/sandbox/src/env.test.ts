import { expect, test } from 'vitest';
import { EnvError, readEnv } from './env.ts';

test.each<[string, Record<string, string>, string[]]>([
  ['SANDBOX_PORT must be a port from 0 to 65535.', { SANDBOX_PORT: '65536' }, []],
  ['SANDBOX_API_KEY must be a key that begins with inflow_.', { SANDBOX_API_KEY: 'sk_test' }, []],
  [
    'SANDBOX_WEBHOOK_SECRET must be set when SANDBOX_WEBHOOK_URL is.',
    { SANDBOX_WEBHOOK_URL: 'http://127.0.0.1/' },
    [],
  ],
  [
    'SANDBOX_WEBHOOK_URL must be an https URL, or http on loopback.',
    { SANDBOX_WEBHOOK_URL: 'http://example.com/' },
    [],
  ],
  ['LOG_LEVEL must be silent, fatal, error, warn, info, debug or trace.', { LOG_LEVEL: 'loud' }, []],
  ['--data needs the path of a file.', {}, ['--data']],
  ['--data needs the path of a file.', {}, ['--data=']],
  ['The only flag is --data FILE.', {}, ['--port', '1']],
])('%s', (sentence, env, args) => {
  expect(() => readEnv(env, args)).toThrow(new EnvError(sentence));
});

test('environment: an empty variable counts as unset, and the flag overrides its variable', () => {
  expect(readEnv({ SANDBOX_PORT: '', SANDBOX_DATA: 'variable' }, [])).toMatchObject({
    port: 4010,
    dataFile: 'variable',
  });
  for (const args of [['--data', 'flag'], ['--data=flag']]) {
    expect(readEnv({ SANDBOX_DATA: 'variable' }, args)).toMatchObject({ dataFile: 'flag' });
  }
});
