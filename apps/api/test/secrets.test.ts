import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { startApi } from '../src/app.ts';
import { readEnvironment } from '../src/env.ts';
import { createLog } from '../src/log.ts';
import { newSession, press, SERVICE_TOKEN, startWorld, WEBHOOK_SECRET } from './support/world.ts';

/** The command line of every process of this machine, as anybody on it can read them. */
function commandLines(): string {
  if (!existsSync('/proc/self/cmdline'))
    return execFileSync('ps', ['axww', '-o', 'args='], { encoding: 'utf8' });
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return ''; // It has ended meanwhile.
      }
    })
    .join('\n');
}

test('no secret is on a command line, the database server among them', async () => {
  const apiKey = 'inflow_priv_must_not_be_in_ps';
  await using world = await startWorld({ INFLOW_API_KEY: apiKey });
  await world.shopper.checkout.pay.mutate(press(await newSession(world.shopper)));
  const seen = commandLines();
  expect(seen).toMatch(/postgres/);
  const { password } = new URL(inject('postgresUrl'));
  expect(password.length).toBeGreaterThan(20);
  for (const secret of [apiKey, SERVICE_TOKEN, WEBHOOK_SECRET, password]) expect(seen).not.toContain(secret);
});

test.each(['DATABASE_URL', 'MIGRATION_DATABASE_URL'])(
  'a database that cannot be used is named without its password (%s)',
  async (variable) => {
    const wrong = new URL(inject('postgresUrl'));
    wrong.password = 'hunter2-is-a-secret';
    const env = readEnvironment({
      INFLOW_API_KEY: 'inflow_priv_x',
      DATABASE_URL: wrong.href,
      FINGERPRINT_KEY: 'a key of these tests for the hashes',
      [variable]: wrong.href,
    });
    const error: unknown = await startApi(env, createLog('silent')).catch((thrown: unknown) => thrown);
    expect(String(error)).toBe(`EnvironmentError: ${variable} cannot be used (28P01).`);
  },
);
