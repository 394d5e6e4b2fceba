import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TRPCClientError } from '@trpc/client';
import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { readCardTestingStats } from '../src/fraud/card-testing-alert.ts';
import { networkOf, UNKNOWN_NETWORK } from '../src/fraud/network.ts';
import {
  type Client,
  createClient,
  GOOD_CARD,
  newSession,
  press,
  reasonOf,
  startWorld,
  unknownCard,
  type World,
} from './support/world.ts';

const behindProxy = { TRUSTED_PROXIES: '127.0.0.1' };
/** The sandbox's bank declines an expiry that is too far away, on any card. */
const TYPO = { expYear: 2098 };
/** One each, as people have. */
const WALLETS = [
  { number: '4242424242424242' },
  { number: '5555555555554444' },
  { number: '378282246310005', cvc: '1234' },
  { number: '4000056655665556' },
  { number: '6200000000000005' },
  { number: '5204247750001471' },
  { number: '6011601160116011' },
  { number: '4111111111111111' },
  { number: '4000000000001141' },
  { number: '4000000000001158' },
];

afterEach(() => vi.unstubAllEnvs());

const REFUSED = /^(SLOW_DOWN|TOO_MANY_ATTEMPTS)$/;

const at = (world: World, address: string): Client => createClient(world.api.url, undefined, address);

/** What became of a press: the outcome's status, or the refusal's reason. */
async function result(
  client: Client,
  input: ReturnType<typeof press> & { challengeAnswer?: string },
): Promise<unknown> {
  const call = client.checkout.pay.mutate(input);
  return call.then((outcome) => outcome.status).catch(() => reasonOf(call));
}

/** Another card in another session, so many times. */
async function tryCards(client: Client, { count, email }: { count: number; email?: string }) {
  const results: unknown[] = [];
  for (let tried = 0; tried < count; tried += 1) {
    const who = email ?? `someone${tried}@example.com`;
    results.push(
      await result(client, press(await newSession(client), { number: unknownCard(), email: who })),
    );
  }
  return results;
}

async function query(
  world: World,
  text: string,
  values: unknown[] = [],
): Promise<pg.QueryResult<Record<string, unknown>>> {
  const client = new pg.Client({ connectionString: world.databaseUrl });
  await client.connect();
  try {
    return await client.query(text, values);
  } finally {
    await client.end();
  }
}

async function seenByInflow(world: World): Promise<number> {
  const requests = await world.sandbox.control.requests();
  return requests.filter(({ method, path }) => method === 'POST' && path === '/api/server/payment').length;
}

test('ten people at one address mistype three times each, all at once, and all of them pay', async () => {
  await using world = await startWorld(behindProxy);
  const results = await Promise.all(
    WALLETS.map(async (card, index) => {
      const client = at(world, '203.0.113.7');
      const sessionId = await newSession(client);
      const results: unknown[] = [];
      for (const typo of [TYPO, TYPO, TYPO, {}]) {
        const input = press(sessionId, { email: `person${index}@example.com`, ...card, ...typo });
        results.push(await result(client, input));
      }
      return results;
    }),
  );
  for (const each of results) expect(each).toEqual(['declined', 'declined', 'declined', 'succeeded']);
});

test('somebody tries three cards and pays with the fourth', async () => {
  await using world = await startWorld(behindProxy);
  const sessionId = await newSession(world.shopper);
  const results: unknown[] = [];
  for (const number of [unknownCard(), unknownCard(), unknownCard(), GOOD_CARD.number]) {
    results.push(await result(world.shopper, press(sessionId, { number })));
  }
  expect(results).toEqual(['declined', 'declined', 'declined', 'succeeded']);
});

test('a session that keeps failing has to wait, longer each time, before Inflow is asked', async () => {
  await using world = await startWorld(behindProxy);
  const sessionId = await newSession(world.shopper);
  for (let tried = 0; tried < 4; tried += 1) await result(world.shopper, press(sessionId, TYPO));
  const before = await seenByInflow(world);
  const refused = press(sessionId);
  const error: unknown = await world.shopper.checkout.pay.mutate(refused).catch((thrown: unknown) => thrown);
  if (!(error instanceof TRPCClientError)) throw new Error('It was let in');
  expect(error.data).toMatchObject({ reason: 'SLOW_DOWN', httpStatus: 429, outcomeKnown: true });
  expect(error.data.retryAfter).toBeGreaterThan(0);
  expect(error.data.retryAfter).toBeLessThanOrEqual(10);
  expect(await seenByInflow(world)).toBe(before);
  // Nothing was left open, and nothing was written down: the session can be paid when the wait is over.
  expect((await query(world, 'select 1 from attempt_origins')).rowCount).toBe(4);
  expect((await world.shopper.checkout.get.query({ sessionId })).status).toBe('open');
  const { rows } = await query(
    world,
    `update attempts set step_at = step_at - interval '10 seconds' returning state`,
  );
  expect(rows.map((row) => row.state)).toEqual(Array(4).fill('declined'));
  expect(await result(world.shopper, refused)).toBe('succeeded');
});

test('the repeat of a press is not another attempt', async () => {
  await using world = await startWorld(behindProxy);
  const sessionId = await newSession(world.shopper);
  const first = press(sessionId, TYPO);
  for (let repeat = 0; repeat < 8; repeat += 1) expect(await result(world.shopper, first)).toBe('declined');
  expect(await seenByInflow(world)).toBe(1);
  for (const typo of [TYPO, TYPO, {}]) {
    expect(await result(world.shopper, press(sessionId, typo))).toBe(
      typo === TYPO ? 'declined' : 'succeeded',
    );
  }
});

test('one address with a list of cards is stopped, on every node, and its neighbours are not', async () => {
  await using world = await startWorld(behindProxy);
  await using other = await world.startNode();
  await seedFailures(world, { client: '198.51.100.9', count: 36 });
  const before = await seenByInflow(world);
  const results = await Promise.all(
    [world.api.url, other.url, world.api.url, other.url].map((url, index) =>
      tryCards(createClient(url, undefined, '198.51.100.9'), { count: 4, email: `bot${index}@example.com` }),
    ),
  );
  // Those in flight at once count half, because it is not known yet whether they fail.
  expect((await seenByInflow(world)) - before).toBeLessThanOrEqual(8);
  for (const each of results) expect(each.at(-1)).toMatch(REFUSED);
  expect(await result(at(world, '198.51.100.10'), press(await newSession(world.shopper)))).toBe('succeeded');
});

test('what was mistyped on the way to paid sessions is not held against a network', async () => {
  await using world = await startWorld(behindProxy);
  await seedFailures(world, { client: '198.51.100.63', count: 40 });
  expect(await tryCards(at(world, '198.51.100.63'), { count: 1 })).toEqual([expect.stringMatching(REFUSED)]);
  await query(world, "update sessions set status = 'complete' where id like 'cs_%-%-%-%-%'");
  expect(await tryCards(at(world, '198.51.100.63'), { count: 1 })).toEqual(['declined']);
});

test('an attempt waits while another with the same card is being counted, also on another node', async () => {
  await using world = await startWorld(behindProxy);
  const number = unknownCard();
  const tryIt = async (address: string) => {
    const client = at(world, address);
    return result(client, press(await newSession(client), { number, email: `${address}@example.com` }));
  };
  expect(await tryIt('198.51.100.64')).toBe('declined');
  const { rows } = await query(world, 'select card from attempt_origins');
  const other = new pg.Client({ connectionString: world.databaseUrl });
  await other.connect();
  try {
    await other.query('begin');
    await other.query('select count_attempts(null, null, null, $1)', [rows[0]?.card]);
    const trying = tryIt('198.51.100.65');
    const blocked = 'select 1 from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))';
    await expect.poll(async () => (await other.query(blocked)).rowCount).toBe(1);
    await other.query('commit');
    expect(await trying).toBe('declined');
  } finally {
    await other.end();
  }
});

test('attempts of a network whose outcome is not known yet count half', async () => {
  await using world = await startWorld({ ...behindProxy, RECONCILE_AFTER_MS: '600000' });
  await seedFailures(world, { client: '198.51.100.61', count: 30 });
  await seedFailures(world, { client: '198.51.100.61', count: 18, state: 'confirm_unknown' });
  expect(await tryCards(at(world, '198.51.100.61'), { count: 1 })).toEqual(['declined']);
  expect(await tryCards(at(world, '198.51.100.61'), { count: 1 })).toEqual([expect.stringMatching(REFUSED)]);
});

test('a session that keeps failing has to wait also where the network is not known', async () => {
  await using world = await startWorld();
  const unlisted = at(world, '198.51.100.62');
  const sessionId = await newSession(unlisted);
  const results: unknown[] = [];
  for (let tried = 0; tried < 5; tried += 1) {
    results.push(await result(unlisted, press(sessionId, { ...TYPO, email: `e${tried}@example.com` })));
  }
  expect(results).toEqual([...Array(4).fill('declined'), 'SLOW_DOWN']);
  expect((await query(world, 'select distinct client from attempt_origins')).rows).toEqual([
    { client: world.api.deps.fingerprints.client(UNKNOWN_NETWORK) },
  ]);
});

test('the addresses of one /64 are one address', async () => {
  await using world = await startWorld(behindProxy);
  await seedFailures(world, { client: '2001:db8:1:2::', count: 40 });
  expect(await tryCards(at(world, '2001:db8:1:2:aaaa::1'), { count: 1 })).toEqual([
    expect.stringMatching(REFUSED),
  ]);
  expect(await tryCards(at(world, '2001:db8:1:3::1'), { count: 1 })).toEqual(['declined']);
});

test('the networks of one IPv6 /48 have a budget together as well', async () => {
  await using world = await startWorld(behindProxy);
  // One each, so that no network and no e-mail address of them is over its own.
  for (let host = 0; host < 80; host += 1)
    await seedFailures(world, {
      client: `2001:db8:7:${host.toString(16)}::`,
      count: 1,
      email: `s${host}@example.com`,
    });
  // Paid for elsewhere, so that the shop as a whole is not alarmed.
  await seedFailures(world, { client: '198.51.100.60', count: 120, state: 'succeeded' });
  expect(await tryCards(at(world, '2001:db8:7:ffff::1'), { count: 1 })).toEqual([
    expect.stringMatching(REFUSED),
  ]);
  expect(await tryCards(at(world, '2001:db8:8::1'), { count: 1 })).toEqual(['declined']);
  expect(await readMetrics(world)).toContain('checkout_refused_attempts_total{budget="site"} 1');
});

test('a carrier with thousands of shoppers behind one address is measured by what it pays for', async () => {
  await using world = await startWorld(behindProxy);
  await seedFailures(world, { client: '198.51.100.60', count: 60 });
  await seedFailures(world, { client: '198.51.100.60', count: 120, state: 'succeeded' });
  expect(await tryCards(at(world, '198.51.100.60'), { count: 1 })).toEqual(['declined']);
});

test('failures with an e-mail address elsewhere do not lock out its owner', async () => {
  await using world = await startWorld(behindProxy);
  const email = 'victim@example.com';
  await seedFailures(world, { client: '198.51.100.20', count: 10, email });
  expect(await tryCards(at(world, '198.51.100.20'), { count: 1, email })).toEqual([
    expect.stringMatching(REFUSED),
  ]);

  const victim = at(world, '203.0.113.30');
  const sessionId = await newSession(victim);
  const results: unknown[] = [];
  for (const typo of [TYPO, TYPO, TYPO, {}])
    results.push(await result(victim, press(sessionId, { ...typo, email })));
  expect(results).toEqual(['declined', 'declined', 'declined', 'succeeded']);
});

test('the security code of one card cannot be guessed from many addresses', async () => {
  await using world = await startWorld(behindProxy);
  const number = unknownCard();
  const results = await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      const client = at(world, `198.51.100.${100 + index}`);
      const email = `guess${index}@example.com`;
      return result(client, press(await newSession(client), { number, cvc: String(100 + index), email }));
    }),
  );
  expect(results.filter((each) => each === 'declined')).toHaveLength(8);
});

test('behind a proxy that is not configured, all shoppers share one strict budget', async () => {
  await using world = await startWorld();
  await seedFailures(world, { client: 'unknown', count: 20 });
  expect(await tryCards(world.shopper, { count: 1 })).toEqual(['declined']);
  for (const address of ['198.51.100.40', '198.51.100.41'])
    expect(await tryCards(at(world, address), { count: 1 })).toEqual([expect.stringMatching(REFUSED)]);
});

test('an address that a stranger made up is not believed', async () => {
  await using world = await startWorld({ TRUSTED_PROXIES: '10.1.2.3' });
  await tryCards(world.shopper, { count: 1 });
  await tryCards(at(world, '198.51.100.41'), { count: 1 });
  const origins = await query(world, 'select client from attempt_origins order by at');
  // Its own, and the one of unknown networks: the forwarded one is nowhere.
  expect(origins.rows).toEqual([
    { client: world.api.deps.fingerprints.client({ subscriber: '127.0.0.1', site: null }) },
    { client: world.api.deps.fingerprints.client(UNKNOWN_NETWORK) },
  ]);
});

test('ATTEMPT_LIMITS=off counts nothing', async () => {
  await using world = await startWorld({ ...behindProxy, ATTEMPT_LIMITS: 'off' });
  const sessionId = await newSession(world.shopper);
  for (let tried = 0; tried < 6; tried += 1)
    expect(await result(world.shopper, press(sessionId, TYPO))).toBe('declined');
  const origins = await query(world, 'select 1 from attempt_origins');
  expect(origins.rowCount).toBe(0);
});

test('the metrics tell when cards are being tested, and how many were refused', async () => {
  await using world = await startWorld(behindProxy);
  await seedFailures(world, { client: '198.51.100.70', count: 45 });
  await tryCards(at(world, '198.51.100.70'), { count: 1 });
  const metrics = await readMetrics(world);
  expect(metrics).toContain('\ncheckout_card_testing 1\n');
  expect(metrics).toContain('\ncheckout_failing_cards 45\n');
  expect(metrics).toContain('\ncheckout_largest_network_share 1\n');
  expect(metrics).toContain('\ncheckout_refused_attempts_total{budget="client"} 1\n');
});

test('while cards are being tested, a network gets fewer strange cards, and its own shoppers go on', async () => {
  await using world = await startWorld(behindProxy);
  const shopper = at(world, '203.0.113.80');
  const sessionId = await newSession(shopper);
  expect(await result(shopper, press(sessionId, TYPO))).toBe('declined');
  for (let host = 0; host < 10; host += 1)
    await seedFailures(world, { client: `198.51.100.${host}`, count: 4 });
  await seedFailures(world, { client: '203.0.113.80', count: 3 });
  await expect.poll(async () => readMetrics(world)).toContain('\ncheckout_card_testing 1\n');
  // The picture of before is forgotten.
  await expect
    .poll(() => tryCards(shopper, { count: 1 }), { interval: 500 })
    .toEqual([expect.stringMatching(REFUSED)]);
  expect(await result(shopper, press(sessionId, TYPO))).toBe('declined');
  expect(await result(shopper, press(sessionId))).toBe('succeeded');
  // It has paid: strangers beside it are welcome again.
  expect(await tryCards(shopper, { count: 1 })).toEqual(['declined']);
});

test('while cards are being tested, a strange card is refused at the first try of a network that has failed with four', async () => {
  await using world = await startWorld(behindProxy);
  for (let host = 0; host < 10; host += 1)
    await seedFailures(world, { client: `198.51.100.${host}`, count: 4 });
  await seedFailures(world, { client: '203.0.113.81', count: 4 });
  // A node that starts now looks at the counts with its first attempt.
  await using node = await world.startNode();
  const client = createClient(node.url, undefined, '203.0.113.81');
  expect(await tryCards(client, { count: 1 })).toEqual([expect.stringMatching(REFUSED)]);
  expect(await tryCards(createClient(node.url, undefined, '203.0.113.82'), { count: 1 })).toEqual([
    'declined',
  ]);
});

test('with a challenge, an attack is stopped where it is noticed, and a shopper who passes the challenge pays', async () => {
  const key = 'the key of this test';
  vi.stubEnv('CHALLENGE_KEY', key);
  await using world = await startWorld({ ...behindProxy, CHALLENGE_MODULE: 'examples/challenge.ts' });
  const sessionId = await newSession(world.shopper);
  // No challenge is asked for before.
  const first = press(sessionId, TYPO);
  expect(await result(world.shopper, first)).toBe('declined');
  for (let host = 0; host < 45; host += 1)
    await seedFailures(world, { client: `198.51.100.${host}`, count: 1 });
  await expect
    .poll(() => tryCards(at(world, '203.0.113.90'), { count: 1 }), { interval: 500 })
    .toEqual(['CHALLENGE_REQUIRED']);

  const before = await seenByInflow(world);
  const ticket = (session: string, expiry: number) =>
    `${expiry}.${createHmac('sha256', key).update(`${session}.${expiry}`).digest('hex')}`;
  const soon = Date.now() + 60_000;
  for (const challengeAnswer of ['', 'x', ticket('cs_another', soon), ticket(sessionId, Date.now() - 1)]) {
    expect(await result(world.shopper, { ...press(sessionId), challengeAnswer })).toBe('CHALLENGE_REQUIRED');
  }
  expect(await seenByInflow(world)).toBe(before);
  // The repeat of a press that was let in starts nothing, and is not asked.
  expect(await result(world.shopper, first)).toBe('declined');
  const proven = { ...press(sessionId), challengeAnswer: ticket(sessionId, soon) };
  expect(await result(world.shopper, proven)).toBe('succeeded');
  expect(await readMetrics(world)).toMatch(/budget="challenge"} [1-9]/);
});

test('while cards are being tested, and of an old decline, a shopper is told no details, and a service all of them', async () => {
  await using world = await startWorld(behindProxy);
  const shopper = at(world, '203.0.113.95');
  const sessionId = await newSession(shopper);
  // The sandbox's bank: insufficient funds.
  const input = press(sessionId, { number: '4000000000009995' });
  const code = async (call: Promise<{ status: string }>) =>
    ((await call) as { decline?: { code: string } }).decline?.code;
  const seen = async () => (await shopper.checkout.get.query({ sessionId })).outcome as { status: string };
  const told = async () => [
    await code(seen()),
    await code(shopper.checkout.pay.mutate(input)),
    await code(shopper.checkout.complete.mutate({ sessionId })),
  ];
  const precise = await code(shopper.checkout.pay.mutate(input));
  expect(precise).toBe('insufficient_funds');
  expect(await told()).toEqual(Array(3).fill(precise));
  const age = (by: string) =>
    query(world, `update attempts set step_at = step_at - interval '${by}' where session_id = $1`, [
      sessionId,
    ]);
  await age('14 minutes');
  expect(await told()).toEqual(Array(3).fill(precise));
  await age('2 minutes');
  expect(await told()).toEqual(Array(3).fill('card_declined'));
  await age('-16 minutes');
  for (let host = 0; host < 45; host += 1)
    await seedFailures(world, { client: `198.51.100.${host}`, count: 1 });
  await expect.poll(told).toEqual(Array(3).fill('card_declined'));
  const other = press(await newSession(shopper), { number: '4000000000009995' });
  expect(await code(shopper.checkout.pay.mutate(other))).toBe('card_declined');
  const { outcome } = await world.service.sessions.get.query({ sessionId });
  expect(outcome).toMatchObject({ status: 'declined', decline: { code: precise } });
});

test('a bot challenge whose module fails lets through no more than one that is not passed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-challenge-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
  const module = join(folder, 'challenge.mjs');
  await writeFile(
    module,
    `export const challenge = {
      verify(answer) {
        if (answer === 'throw') throw new Error('It is down');
        if (answer === 'reject') return Promise.reject(new Error('It is down'));
        return { object: { passed: false }, number: 1, nothing: undefined }[answer];
      },
    };`,
  );
  await using world = await startWorld({ ...behindProxy, CHALLENGE_MODULE: module });
  for (let host = 0; host < 45; host += 1)
    await seedFailures(world, { client: `198.51.100.${host}`, count: 1 });
  const before = await seenByInflow(world);
  for (const challengeAnswer of ['throw', 'reject', 'object', 'number', 'nothing']) {
    const input = { ...press(await newSession(world.shopper)), challengeAnswer };
    expect([challengeAnswer, await result(world.shopper, input)]).toEqual([
      challengeAnswer,
      'CHALLENGE_REQUIRED',
    ]);
  }
  expect(await seenByInflow(world)).toBe(before);
  const metrics = await readMetrics(world);
  expect(metrics).toContain('\ncheckout_unverified_challenges_total 2\n');
  expect(metrics).toContain('checkout_refused_attempts_total{budget="challenge"} 5');
});

test('most shoppers look alike from fifty attempts on, when more than half of them come from one network', async () => {
  await using world = await startWorld(behindProxy);
  const { db } = world.api.deps;
  expect(await readCardTestingStats(db)).toMatchObject({ largestNetworkShare: 0, lookAlike: false });
  await seedFailures(world, { client: '10.0.0.7', count: 26 });
  await seedFailures(world, { client: '198.51.100.7', count: 23 });
  expect(await readCardTestingStats(db)).toMatchObject({ largestNetworkShare: 26 / 49, lookAlike: false });
  await seedFailures(world, { client: '198.51.100.7', count: 1 });
  expect(await readCardTestingStats(db)).toMatchObject({ largestNetworkShare: 26 / 50, lookAlike: true });
  await seedFailures(world, { client: '198.51.100.7', count: 2 });
  expect(await readCardTestingStats(db)).toMatchObject({ largestNetworkShare: 26 / 52, lookAlike: false });
});

async function readMetrics(world: World): Promise<string> {
  const answer = await fetch(`${world.api.url}/metrics`, {
    headers: { authorization: 'Bearer a-token-of-the-tests' },
  });
  return answer.text();
}

test('where an attempt came from is forgotten after a day', async () => {
  await using world = await startWorld(behindProxy);
  await tryCards(world.shopper, { count: 2 });
  const counted = async () => (await query(world, 'select 1 from attempt_origins')).rowCount;
  await query(
    world,
    `update attempt_origins set at = at - interval '26 hours' where attempt_id = (select attempt_id from attempt_origins limit 1)`,
  );
  await expect.poll(counted).toBe(1);
});

/** Attempts of the last minute, each with another card in another session, as the journal would hold them. */
async function seedFailures(
  world: World,
  {
    client,
    count,
    email = 'seed@example.com',
    state = 'declined',
  }: { client: string; count: number; email?: string; state?: 'declined' | 'succeeded' | 'confirm_unknown' },
): Promise<void> {
  const { fingerprints } = world.api.deps;
  await query(
    world,
    `with seeds as (select gen_random_uuid() as id from generate_series(1, $1)),
    s as (
      insert into sessions (id, status, currency, items, subtotal, created_by, expires_at)
      select 'cs_' || id, $5, 'EUR', '[]', 500, 'shopper', now() + interval '30 minutes' from seeds),
    a as (
      insert into attempts (id, session_id, owner, key, fingerprint, state, due_at, automatic, confirms, amount,
        currency, customer_email, card_fingerprint)
      select id, 'cs_' || id, 'cs_' || id, id, id, $4, now(), false, true, 500, 'EUR', 'seed@example.com', id from seeds)
    insert into attempt_origins (attempt_id, client, email, card) select id, $2, $3, id from seeds`,
    [
      count,
      fingerprints.client(networkOf(client) ?? UNKNOWN_NETWORK),
      fingerprints.email(email),
      state,
      state === 'succeeded' ? 'complete' : 'open',
    ],
  );
}
