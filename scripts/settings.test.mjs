import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readEnvironment, VARIABLES } from '../apps/api/src/env.ts';
import { SETTINGS, settingProblem } from './settings.mjs';

/** Beside the variable that is tried. */
const BASE = {
  INFLOW_API_KEY: 'inflow_priv_x',
  INFLOW_API_BASE_URL: 'http://127.0.0.1:4010',
  INFLOW_CARD_BASE_URL: 'http://127.0.0.1:4011',
  SANDBOX: 'on',
};

/** At least one for each variable that can be wrong by itself. */
const BAD = {
  INFLOW_API_KEY: ['two words'],
  INFLOW_API_BASE_URL: [
    'inflow',
    'http://inflow.example',
    'https://a:b@inflow.example',
    'https://inflow.example/?a',
  ],
  INFLOW_CARD_BASE_URL: ['inflow', 'ftp://inflow.example'],
  INFLOW_WEBHOOK_SECRET: ['secret', 'whsec_short'],
  INFLOW_CONFIRMATION: ['maybe'],
  INFLOW_TIMEOUT_MS: ['99', '1e3', '120001'],
  DATABASE_URL: ['mysql://localhost/shop', 'https://db.example'],
  MIGRATION_DATABASE_URL: ['mysql://localhost/shop'],
  DIRECT_DATABASE_URL: ['mysql://localhost/shop'],
  EMBEDDED_DATABASE: ['off'],
  PORT: ['abc', '-1', '65536'],
  OPS_PORT: ['abc'],
  MAX_CONNECTIONS: ['9'],
  PUBLIC_URL: ['pay.shop.example', 'http://pay.shop.example'],
  SANDBOX: ['yes'],
  STORE: ['yes'],
  FINGERPRINT_KEY: ['short'],
  SERVICE_TOKENS: ['token', 'shop:a-token-that-is-long-enough,alone'],
  ALLOWED_RETURN_ORIGINS: ['shop.example'],
  LOG_LEVEL: ['loud'],
  RECONCILE_AFTER_MS: ['0'],
  KEEP_UNUSED_SESSIONS_DAYS: ['-1'],
  ORPHAN_CHARGES: ['ignore'],
  TRUSTED_PROXIES: ['proxy', '10.0.0.0/33', '10.0.0.0/8/8'],
  FORWARDED_HEADER: ['via'],
  EVENTS_URL: ['events'],
  EVENTS_SECRET: ['secret'],
  PRIVATE_ENDPOINTS: ['yes'],
  UNACKNOWLEDGED_AFTER_MINUTES: ['soon'],
  REQUIRE_3DS: ['sometimes', 'country:de'],
  OTEL_EXPORTER_OTLP_ENDPOINT: ['collector:4318'],
  OTEL_TRACES_SAMPLER: ['all'],
  OTEL_TRACES_SAMPLER_ARG: ['2'],
  ATTEMPT_LIMITS: ['yes'],
  CONSOLE_PORT: ['abc'],
  CONSOLE_URL: ['console'],
  OIDC_ISSUER: ['login'],
  CONSOLE_ROLES: ['support', 'support:boss'],
  CONSOLE_REFUND_LIMIT: ['support', 'support:GBP:1'],
};

/** What the api takes, in spellings that a strict reader would refuse. */
const GOOD = {
  INFLOW_WEBHOOK_SECRET: ' "whsec_YWJjZGVmZ2hpamtsbW5vcA" \n',
  DATABASE_URL: 'host=localhost dbname=shop',
  MIGRATION_DATABASE_URL: 'jdbc:postgresql://localhost/shop',
  DIRECT_DATABASE_URL: '/var/run/postgresql shop',
  LOG_LEVEL: ' warn ',
  PUBLIC_URL: 'http://[::1]:3000/',
  SERVICE_TOKENS: 'shop[read+pay;own]:a-token-that-is-long-enough\nerp:another-token-that-is-long',
  TRUSTED_PROXIES: '10.0.0.0/8, ::1, fd00::/8, 10.1',
  CONSOLE_ROLES: 'group:of:people:admin',
  REQUIRE_3DS: 'amount:5000, country:FR',
  OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
  ALLOWED_RETURN_ORIGINS: 'https://shop.example',
  STORE: '',
};

function sentenceOfApi(env) {
  try {
    readEnvironment(env);
    return null;
  } catch (error) {
    return error.message;
  }
}

test('settings: every variable of the api is known here, and no other', () => {
  assert.deepEqual(Object.keys(SETTINGS).toSorted(), [...VARIABLES].toSorted());
});

test('settings: a bad value is refused in the words of the api', () => {
  for (const [name, values] of Object.entries(BAD)) {
    for (const value of values) {
      const said = settingProblem({ ...BASE, [name]: value });
      assert.ok(said?.startsWith(`${name} `), `${name} ${value}: ${said}`);
      assert.equal(said, sentenceOfApi({ ...BASE, [name]: value }));
    }
  }
});

test('settings: what the api takes is taken, however it is spelt', () => {
  for (const [name, value] of Object.entries(GOOD))
    assert.deepEqual(
      [name, settingProblem({ [name]: value }), sentenceOfApi({ ...BASE, [name]: value })],
      [name, null, null],
    );
  assert.equal(settingProblem({}), null);
});

test('settings: a secret in two places, or in a file that cannot be read, is refused in the words of the api', () => {
  for (const env of [
    { ...BASE, INFLOW_API_KEY_FILE: '/key' },
    { SANDBOX: 'on', INFLOW_API_KEY_FILE: '/nowhere/key' },
  ])
    assert.equal(settingProblem(env), sentenceOfApi(env));
});

test('npm start names a wrong variable before it installs or starts anything', () => {
  const script = fileURLToPath(new URL('start.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
    encoding: 'utf8',
    env: {
      ...process.env,
      LOG_LEVEL: 'loud',
      PORT: '0',
      SANDBOX_PORT: '0',
      SANDBOX_CARD_PORT: '0',
      CONSOLE_PORT: '0',
    },
  });
  assert.deepEqual(
    { status, stdout, stderr },
    { status: 1, stdout: '', stderr: 'LOG_LEVEL must be a pino level.\n' },
  );
});
