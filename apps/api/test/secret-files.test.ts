import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { readEnvironment } from '../src/env.ts';
import { ownFingerprintKey } from '../src/fraud/fingerprint-key.ts';
import { UNKNOWN_NETWORK } from '../src/fraud/network.ts';
import { startReceiver } from './support/receiver.ts';
import { svixHeaders } from './support/svix-headers.ts';
import { newSession, press, reasonOf, startWorld, WEBHOOK_SECRET, type World } from './support/world.ts';

async function makeFolder() {
  const path = await mkdtemp(join(tmpdir(), 'checkout-secrets-'));
  const write = async (name: string, text: string) => {
    const file = join(path, name);
    await writeFile(file, text);
    return file;
  };
  return { path, write, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function deliver(world: World, secret: string): Promise<number> {
  const body = JSON.stringify({ data: [{ eventType: 'payment_created', payload: { id: 'pay_elsewhere' } }] });
  const headers = svixHeaders(body, { secret });
  return (await fetch(`${world.api.url}/webhooks/inflow`, { method: 'POST', body, headers })).status;
}

test('each secret can be in a file, and what is wrong with it is said without repeating it', async () => {
  await using folder = await makeFolder();
  const key = await folder.write('key', 'inflow_priv_of_a_file\n');
  const secrets = await folder.write('secrets', `${WEBHOOK_SECRET}\n${WEBHOOK_SECRET}\n`);
  const url = await folder.write('url', ' postgresql://db.example/checkout \n');
  const fingerprint = await folder.write('fingerprint', `${'n'.repeat(32)}\r\n${'o'.repeat(32)}`);
  const files = {
    INFLOW_API_KEY_FILE: key,
    INFLOW_WEBHOOK_SECRET_FILE: secrets,
    DATABASE_URL_FILE: url,
    MIGRATION_DATABASE_URL_FILE: url,
    FINGERPRINT_KEY_FILE: fingerprint,
  };
  expect(readEnvironment(files)).toMatchObject({
    INFLOW_API_KEY: 'inflow_priv_of_a_file',
    INFLOW_WEBHOOK_SECRET: [WEBHOOK_SECRET, WEBHOOK_SECRET],
    DATABASE_URL: 'postgresql://db.example/checkout?sslmode=verify-full',
    MIGRATION_DATABASE_URL: 'postgresql://db.example/checkout?sslmode=verify-full',
    FINGERPRINT_KEY: ['n'.repeat(32), 'o'.repeat(32)],
  });
  const read = (changes: NodeJS.ProcessEnv) => () => readEnvironment({ ...files, ...changes });
  expect(read({ INFLOW_API_KEY: 'inflow_priv_x' })).toThrow(
    'INFLOW_API_KEY and INFLOW_API_KEY_FILE are both set.',
  );
  expect(read({ INFLOW_API_KEY_FILE: folder.path })).toThrow(
    'INFLOW_API_KEY_FILE must name a file that can be read.',
  );
  const empty = await folder.write('empty', '\n');
  expect(read({ INFLOW_API_KEY_FILE: empty })).toThrow('INFLOW_API_KEY_FILE names an empty file.');
  const short = await folder.write('short', 'topsecret');
  const said =
    'FINGERPRINT_KEY_FILE names a file whose content must be a list of secrets of at least 32 characters.';
  expect(read({ FINGERPRINT_KEY_FILE: short })).toThrow(said);
  expect(read({ DATABASE_URL_FILE: short })).toThrow(/^DATABASE_URL_FILE names a file whose content must be/);
});

test('with an account of Inflow and a database of its own, a start without a key for hashes is refused', () => {
  const database = { DATABASE_URL: 'postgresql://db.example/checkout' };
  const start = (changes: NodeJS.ProcessEnv) => () =>
    readEnvironment({ INFLOW_API_KEY: 'inflow_priv_x', ...changes });
  expect(start(database)).toThrow(/^FINGERPRINT_KEY must be set: .* the same for every node/);
  expect(start({ ...database, FINGERPRINT_KEY: 'k'.repeat(32) })).not.toThrow();
  expect(start({})).not.toThrow();
});

test('the key that goes with the embedded database is made once, for its owner alone', async () => {
  await using folder = await makeFolder();
  const made = await Promise.all([ownFingerprintKey(folder.path), ownFingerprintKey(folder.path)]);
  expect(new Set([...made, await ownFingerprintKey(folder.path)]).size).toBe(1);
  expect(Buffer.from(made[0], 'base64')).toHaveLength(32);
  expect((await stat(join(folder.path, 'fingerprint-key'))).mode & 0o777).toBe(0o600);
  await expect(ownFingerprintKey(join(folder.path, 'nowhere'))).rejects.toThrow(
    /^DATA_DIR has no readable file/,
  );
});

test('the webhook secret, the Inflow key and the key for hashes are replaced while the api runs', async () => {
  await using folder = await makeFolder();
  const next = `whsec_${Buffer.from('the next secret of these tests').toString('base64')}`;
  const secrets = await folder.write('secrets', WEBHOOK_SECRET);
  const keys = await folder.write('keys', 'a'.repeat(32));
  const apiKey = 'inflow_priv_replaced';
  const key = await folder.write('key', apiKey);
  await using world = await startWorld(
    {
      INFLOW_WEBHOOK_SECRET: '',
      INFLOW_WEBHOOK_SECRET_FILE: secrets,
      FINGERPRINT_KEY_FILE: keys,
      INFLOW_API_KEY: '',
      INFLOW_API_KEY_FILE: key,
    },
    { apiKey },
  );
  expect([await deliver(world, WEBHOOK_SECRET), await deliver(world, next)]).toEqual([204, 401]);
  await writeFile(secrets, `${next}\n${WEBHOOK_SECRET}\n`);
  process.emit('SIGHUP');
  await expect.poll(() => deliver(world, next)).toBe(204);
  expect(await deliver(world, WEBHOOK_SECRET)).toBe(204);
  // Noticed without a signal too.
  await writeFile(secrets, next);
  await expect.poll(() => deliver(world, WEBHOOK_SECRET)).toBe(401);
  await writeFile(secrets, 'nonsense');
  process.emit('SIGHUP');

  const pressed = press(await newSession(world.shopper));
  const outcome = await world.shopper.checkout.pay.mutate(pressed);
  const before = world.api.deps.fingerprints.client(UNKNOWN_NETWORK);
  await writeFile(keys, `${'b'.repeat(32)}\n${'a'.repeat(32)}`);
  await expect.poll(() => world.api.deps.fingerprints.client(UNKNOWN_NETWORK)).not.toBe(before);
  expect(await world.shopper.checkout.pay.mutate(pressed)).toEqual(outcome);

  await writeFile(key, 'inflow_priv_the_next');
  process.emit('SIGHUP');
  await expect
    .poll(async () => {
      await world.shopper.checkout.pay.mutate(press(await newSession(world.shopper)));
      return (await fetch(`${world.sandbox.apiUrl}/_sandbox/ledger?key=inflow_priv_the_next`)).json();
    })
    .not.toEqual([]);
  expect(await deliver(world, next)).toBe(204);
});

test('the secret of the configured endpoint is replaced while the api runs, with an overlap', async () => {
  await using folder = await makeFolder();
  await using receiver = await startReceiver();
  const [first, next] = ['the first secret of events', 'the next secret of events'].map(
    (text) => `whsec_${Buffer.from(text).toString('base64')}`,
  );
  receiver.secret = first ?? '';
  const file = await folder.write('events', first ?? '');
  await using world = await startWorld({ EVENTS_URL: receiver.url, EVENTS_SECRET_FILE: file });
  const pay = async () => {
    const sessionId = await newSession(world.shopper);
    await world.shopper.checkout.pay.mutate(press(sessionId));
    return () => receiver.accepted.filter(({ event }) => event.sessionId === sessionId).length;
  };
  await expect.poll(await pay()).toBe(2);

  receiver.secret = next ?? '';
  await writeFile(file, `${next}\n${first}\n`);
  process.emit('SIGHUP');
  const test = () => world.service.endpoints.test.mutate({ endpointId: 'ep_configured' });
  await expect.poll(async () => (await test()).status).toBe(204);
  const { forged } = receiver;
  await expect.poll(await pay()).toBe(2);
  receiver.secret = first ?? '';
  await expect.poll(await pay()).toBe(2);
  expect(receiver.forged).toBe(forged);
  await writeFile(file, next ?? '');
  await expect.poll(async () => (await test()).status).toBe(401);
});

test("the database's password is replaced while the api runs, and a file that names another database is not used", async () => {
  await using folder = await makeFolder();
  const admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  await using _ = { [Symbol.asyncDispose]: () => admin.end() };
  const name = `password_${randomBytes(6).toString('hex')}`;
  const urlWith = (password: string, database = name) => {
    const url = new URL(inject('postgresUrl'));
    url.username = name;
    url.password = password;
    url.pathname = `/${database}`;
    return url.href;
  };
  await admin.query(`create role ${name} login password 'the first/one'`);
  await admin.query(`create database ${name} owner ${name}`);
  const file = await folder.write('url', urlWith('the first/one'));
  await using world = await startWorld({ DATABASE_URL: '', DATABASE_URL_FILE: file });
  /** Every connection of the api is made anew. */
  const cut = () =>
    admin.query('select pg_terminate_backend(pid, 10000) from pg_stat_activity where usename = $1', [name]);
  const kinds = async () => {
    const { rows } = await admin.query<{ kinds: string[] }>(
      'select array_agg(distinct application_name order by application_name) as kinds from pg_stat_activity where usename = $1',
      [name],
    );
    return rows[0]?.kinds;
  };
  const pay = async () => {
    const made = newSession(world.shopper);
    const reason = await reasonOf(made);
    if (reason !== null) return reason;
    return (await world.shopper.checkout.pay.mutate(press(await made))).status;
  };
  expect(await pay()).toBe('succeeded');

  await admin.query(`alter role ${name} password 'second:@ÿ'`);
  // Also one that was being opened when the password was changed.
  await expect.poll(async () => (await cut()).rowCount).toBe(0);
  // The file has not been written yet: for a caller that is a database that is away.
  expect(await pay()).toBe('UNAVAILABLE');
  await writeFile(file, urlWith('second:@ÿ'));
  await expect.poll(pay).toBe('succeeded');
  await expect.poll(kinds).toEqual(['checkout-api', 'checkout-listen']);

  await writeFile(file, urlWith('of the other', 'postgres'));
  await cut();
  await expect.poll(pay).toBe('succeeded');
});
