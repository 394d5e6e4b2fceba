import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { stateFile } from '../test/state-file.ts';
import { dialectSwitches } from './domain/dialect.ts';
import { readEnv } from './env.ts';
import { EnvError } from './env-error.ts';

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
  ['--dialect needs name=value or the path of a file.', {}, ['--dialect']],
  ['--dialect needs name=value or the path of a file.', {}, ['--dialect=']],
  ['--seed-file needs the path of a file.', {}, ['--seed-file']],
  ['--dialect needs name=value or the path of a file.', {}, ['--dialect', '--data', 'x']],
  ['The flags are --data, --dialect, --seed-file; --help explains them.', {}, ['--port', '1']],
  ['The flags are --data, --dialect, --seed-file; --help explains them.', {}, ['data']],
  ['confirmStatus must be one of: 201, 200 (--dialect).', {}, ['--dialect', 'confirmStatus=202']],
  ['largestPage must be a whole number from 1 to 1000 (--dialect).', {}, ['--dialect=largestPage=1e3']],
  [
    'listOrder must be one of: newest, oldest (SANDBOX_DIALECT).',
    { SANDBOX_DIALECT: 'update=post,listOrder=random' },
    [],
  ],
  ['A switch is given as name=value (SANDBOX_DIALECT).', { SANDBOX_DIALECT: 'update=post,oldest' }, []],
  ['The file /proc/none cannot be read (ENOENT) (--dialect).', {}, ['--dialect', '/proc/none']],
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

test('dialect: a name that is no switch is refused with the names of all switches', () => {
  const names = Object.keys(dialectSwitches).join(', ');
  expect(() => readEnv({ SANDBOX_DIALECT: 'confirmedStatus=200' }, [])).toThrow(
    new EnvError(`There is no switch confirmedStatus; the switches are ${names} (SANDBOX_DIALECT).`),
  );
});

test('dialect: pairs, files and the answers of a probe are combined, and later ones win', async () => {
  await using plain = await stateFile();
  await using probed = await stateFile();
  await writeFile(plain.path, JSON.stringify({ confirmStatus: 200, listOrder: 'oldest', largestPage: 50 }));
  await writeFile(
    probed.path,
    JSON.stringify({ probedAt: '2026-01-31', answers: { largestPage: 20 }, failed: ['taxRate'] }),
  );
  const variable = { SANDBOX_DIALECT: 'listOrder=newest, update=post' };
  expect(readEnv(variable, []).dialect).toEqual({ listOrder: 'newest', update: 'post' });
  expect(
    readEnv(variable, ['--dialect', plain.path, '--dialect', probed.path, '--dialect', 'readLagMs=1500'])
      .dialect,
  ).toEqual({ confirmStatus: '200', listOrder: 'oldest', largestPage: 20, update: 'post', readLagMs: 1500 });
  expect(readEnv({ SANDBOX_DIALECT: probed.path }, []).dialect).toEqual({ largestPage: 20 });
});

test.each([
  ['is not valid JSON', '{'],
  ['must be an object', '[]'],
  ['must be an object', '{ "answers": null }'],
  ['There is no switch probedAt', '{ "probedAt": "2026-01-31", "listOrder": "oldest" }'],
])('dialect: a file that %s is refused', async (sentence, text) => {
  await using file = await stateFile();
  await writeFile(file.path, text);
  expect(() => readEnv({}, ['--dialect', file.path])).toThrow(sentence);
});
