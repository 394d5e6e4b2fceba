import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isTestMode, readEnvironment } from './env.ts';

const good = { INFLOW_API_KEY: 'inflow_priv_x' };
const messageFor = (variables: NodeJS.ProcessEnv) => {
  try {
    readEnvironment({ ...good, ...variables });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
};

test('the documented defaults', () => {
  expect(readEnvironment(good)).toMatchObject({
    INFLOW_API_BASE_URL: 'https://api.inflowpay.xyz',
    INFLOW_CARD_BASE_URL: 'https://api-card.inflowpay.com',
    INFLOW_WEBHOOK_SECRET: [],
    INFLOW_CONFIRMATION: 'explicit',
    INFLOW_TIMEOUT_MS: 20_000,
    PORT: 3000,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    RECONCILE_AFTER_MS: 30_000,
    ATTEMPT_LIMITS: 'on',
    KEEP_UNUSED_SESSIONS_DAYS: 30,
    MAX_CONNECTIONS: 10_000,
    STORE: 'off',
    SERVICE_TOKENS: [],
  });
});

test('the two hosts of Inflow are both of production, or neither is', () => {
  const sandbox = 'https://sandbox.api.inflowpay.com';
  expect(messageFor({ INFLOW_API_BASE_URL: sandbox })).toBe(
    "INFLOW_CARD_BASE_URL must be set as well: the other host of Inflow is not production's.",
  );
  expect(messageFor({ INFLOW_CARD_BASE_URL: sandbox })).toContain('INFLOW_API_BASE_URL must be set as well');
  expect(messageFor({ INFLOW_API_BASE_URL: sandbox, INFLOW_CARD_BASE_URL: sandbox })).toBeNull();
});

describe('the sandbox', () => {
  const sandbox = {
    INFLOW_API_BASE_URL: 'http://127.0.0.1:4010',
    INFLOW_CARD_BASE_URL: 'http://127.0.0.1:4011',
  };
  const site = { PUBLIC_URL: 'https://pay.shop.example' };
  const isTest = (variables: NodeJS.ProcessEnv) => isTestMode(readEnvironment({ ...good, ...variables }));

  test('is not the processor of a public page, unless that is asked for by name', () => {
    expect(messageFor({ ...sandbox, ...site })).toMatch(
      /^SANDBOX must be set to off or on: .* PUBLIC_URL is not/,
    );
    expect(messageFor({ ...sandbox, HOST: '0.0.0.0' })).toMatch(
      /^SANDBOX must be set to off or on: .* HOST is not/,
    );
    expect(messageFor({ ...sandbox, HOST: '0.0.0.0', PUBLIC_URL: 'http://localhost:3000' })).toBeNull();
    expect(messageFor({ ...sandbox, HOST: '::1' })).toBeNull();
    for (const SANDBOX of ['on', 'off']) expect(messageFor({ ...sandbox, ...site, SANDBOX })).toBeNull();
    expect(messageFor(site)).toBeNull();
    expect(messageFor({ SANDBOX: 'yes' })).toBe('SANDBOX must be auto, on or off.');
  });

  test('is what payments are simulated by, and so is the sandbox of Inflow', () => {
    expect(isTest({})).toBe(false);
    expect(isTest(sandbox)).toBe(true);
    expect(isTest({ ...sandbox, SANDBOX: 'off' })).toBe(false);
    expect(isTest({ SANDBOX: 'on' })).toBe(true);
    const hosts = {
      INFLOW_API_BASE_URL: 'https://sandbox.api.inflowpay.com',
      INFLOW_CARD_BASE_URL: 'https://c.example',
    };
    expect(isTest({ ...hosts, SANDBOX: 'off' })).toBe(true);
  });
});

test.each([
  [{ INFLOW_API_KEY: '' }, 'INFLOW_API_KEY must be set: the private key of the Inflow account.'],
  [{ PORT: 'eighty' }, 'PORT must be a whole number from 0 to 65535.'],
  [{ PORT: '99999' }, 'PORT must be a whole number from 0 to 65535.'],
  [
    { INFLOW_API_BASE_URL: 'http://api.inflow.example' },
    'INFLOW_API_BASE_URL must be https, or http on a loopback address.',
  ],
  [
    { PUBLIC_URL: 'http://127.0.0.1.evil.example' },
    'PUBLIC_URL must be https, or http on a loopback address.',
  ],
  [{ PUBLIC_URL: 'shop' }, 'PUBLIC_URL must be a URL.'],
  [{ INFLOW_CONFIRMATION: 'maybe' }, 'INFLOW_CONFIRMATION must be explicit or automatic.'],
  [
    { INFLOW_WEBHOOK_SECRET: 'topsecret' },
    'INFLOW_WEBHOOK_SECRET must be a list of secrets that begin with whsec_.',
  ],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must be a postgresql:// URL, and its sslmode a known one.'],
  [
    { SERVICE_TOKENS: 'orders' },
    'SERVICE_TOKENS must be a list of name:token or name:sha256:<64 hex digits>.',
  ],
  [
    { SERVICE_TOKENS: 'orders:short' },
    'SERVICE_TOKENS has a token of fewer than 16 characters for "orders".',
  ],
  [{ OPS_PORT: '3000' }, 'OPS_PORT must be another port than PORT.'],
  [
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' },
    'OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https URL.',
  ],
  [{ OTEL_TRACES_SAMPLER_ARG: '2' }, 'OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1.'],
  [
    { OTEL_TRACES_SAMPLER: 'jaeger_remote' },
    'OTEL_TRACES_SAMPLER must be one of always_on, always_off, traceidratio, parentbased_always_on, parentbased_always_off, parentbased_traceidratio.',
  ],
  [{ OPS_PORT: 'none' }, 'OPS_PORT must be a whole number from 0 to 65535.'],
  [{ KEEP_UNUSED_SESSIONS_DAYS: '3651' }, 'KEEP_UNUSED_SESSIONS_DAYS must be a whole number from 0 to 3650.'],
  [
    { TRUSTED_PROXIES: '10.0.0.0/8, proxy.internal' },
    'TRUSTED_PROXIES must be a list of addresses or ranges such as 10.0.0.0/8.',
  ],
])('%j stops the start with one sentence that names it', (variables, message) => {
  expect(messageFor(variables)).toBe(message);
});

test('no message repeats a value', () => {
  for (const name of [
    'INFLOW_WEBHOOK_SECRET',
    'SERVICE_TOKENS',
    'DATABASE_URL',
    'INFLOW_API_BASE_URL',
    'LOG_LEVEL',
  ]) {
    expect(messageFor({ [name]: 'hunter2-is-a-secret' }) ?? '', name).not.toContain('hunter2');
  }
});

test('a token may be given as itself or as its hash', () => {
  const token = 'a-token-of-the-tests';
  const sha256 = createHash('sha256').update(token).digest('hex');
  const { SERVICE_TOKENS } = readEnvironment({
    ...good,
    SERVICE_TOKENS: `orders:${token}, billing:sha256:${sha256}`,
  });
  expect(SERVICE_TOKENS).toEqual([
    {
      name: 'orders',
      sha256,
      scopes: ['read', 'pay', 'refund', 'events', 'metrics'],
      own: false,
      endsAt: null,
    },
    {
      name: 'billing',
      sha256,
      scopes: ['read', 'pay', 'refund', 'events', 'metrics'],
      own: false,
      endsAt: null,
    },
  ]);
});

test('a token may be restricted to what its own name has made, and to a last day', () => {
  const read = (words: string) =>
    readEnvironment({ ...good, SERVICE_TOKENS: `a[read${words}]:a-token-of-the-tests` }).SERVICE_TOKENS[0];
  expect(read('')).toMatchObject({ own: false, endsAt: null });
  expect(read(';own')).toMatchObject({ own: true, endsAt: null });
  const endsAt = new Date('2027-02-01T00:00:00.000Z');
  expect(read(';until=2027-01-31')).toMatchObject({ own: false, endsAt });
  expect(read(';until=2027-01-31;own')).toMatchObject({ own: true, endsAt });
  for (const wrong of [
    ';mine',
    ';until=',
    ';until=2027-13-01',
    ';until=soon',
    ';own;',
    ';until=2027-01-01;until=2028-01-01',
  ])
    expect(messageFor({ SERVICE_TOKENS: `a[read${wrong}]:a-token-of-the-tests` })).toMatch(
      /^SERVICE_TOKENS /,
    );
});

test('a token may be given scopes, and otherwise has all of them', () => {
  const scopesOf = (SERVICE_TOKENS: string) =>
    readEnvironment({ ...good, SERVICE_TOKENS }).SERVICE_TOKENS.map(({ scopes }) => scopes);
  expect(scopesOf('a[read]:a-token-of-the-tests,b[refund+read]:a-token-of-the-tests')).toEqual([
    ['read'],
    ['read', 'refund'],
  ]);
  for (const wrong of ['', 'all', 'read+', 'read+read', 'read+admin']) {
    expect(messageFor({ SERVICE_TOKENS: `a[${wrong}]:a-token-of-the-tests` })).toBe(
      'SERVICE_TOKENS has unknown scopes for "a": read, pay, refund, events and metrics are joined by +.',
    );
  }
});

test('what a file or a shell leaves around a value does not belong to it', () => {
  expect(
    readEnvironment({
      INFLOW_API_KEY: '\uFEFF"inflow_priv_x"\r\n',
      PORT: "'8080' ",
      LOG_LEVEL: 'warn\r',
      PUBLIC_URL: ' https://pay.shop.example/\n',
      INFLOW_WEBHOOK_SECRET: '',
      MIGRATION_DATABASE_URL: '  ',
      SERVICE_TOKENS: '"orders:0123456789abcdef"\n"stock:fedcba9876543210"\r\n',
    }),
  ).toMatchObject({
    INFLOW_API_KEY: 'inflow_priv_x',
    PORT: 8080,
    LOG_LEVEL: 'warn',
    PUBLIC_URL: 'https://pay.shop.example',
    SERVICE_TOKENS: [{ name: 'orders' }, { name: 'stock' }],
  });
});

test('the secrets of webhooks are used with and without their padding', () => {
  const [bytes] = [Buffer.from('a secret of 25 characters')];
  const padded = `whsec_${bytes.toString('base64')}`;
  for (const secret of [padded, padded.replace(/=+$/, ''), `whsec_${bytes.toString('base64url')}`])
    expect(readEnvironment({ ...good, INFLOW_WEBHOOK_SECRET: secret }).INFLOW_WEBHOOK_SECRET).toEqual([
      padded,
    ]);
});

test('a secret that is not base64 stops the start', () => {
  for (const name of ['INFLOW_WEBHOOK_SECRET', 'EVENTS_SECRET'])
    for (const secret of ['whsec_0123456789abcdefg', 'whsec_0123456789=abcdef'])
      expect(messageFor({ [name]: secret })).toBe(`${name} must hold base64 behind each whsec_.`);
});
