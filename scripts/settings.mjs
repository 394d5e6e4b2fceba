// What is wrong with the environment, as far as that can be said without anything installed: `npm start` says it before it downloads. The
// api's own check (apps/api/src/env.ts) is the one that counts; scripts/settings.test.mjs holds these sentences to it.
import { accessSync, constants } from 'node:fs';
import { LOOPBACK } from './sandbox-choice.mjs';

/** As apps/api/src/typed-text.ts reads a value: without what a file or a shell has left around it. */
function typed(text) {
  const value = text.trim();
  const [, quote, quoted] = /^(["'])(.*)\1$/s.exec(value) ?? [];
  return quote === undefined || quoted.includes(quote) ? value : quoted.trim();
}

const entriesOf = (text) =>
  typed(text)
    .split(/[\r\n,]+/)
    .map(typed)
    .filter((entry) => entry !== '');

// Each is a check: what is wrong with a value, in words that follow the variable's name, or null.
const text = () => null;
const unless = (isGood, problem) => (value) => (isGood(value) ? null : problem);
const matching = (pattern, problem) => unless((value) => pattern.test(value), problem);
const oneOf = (...words) =>
  unless((value) => words.includes(value), `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);
const every = (isGood, problem) => unless((value) => entriesOf(value).every(isGood), problem);
const integer = (least, most) =>
  unless(
    (value) => /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most,
    `must be a whole number from ${least} to ${most}`,
  );

const ORIGIN = 'must be https, or http on a loopback address';

function baseUrl(value) {
  if (!URL.canParse(value)) return 'must be a URL';
  const { protocol, hostname, username, password, search, hash } = new URL(value);
  if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.test(hostname))) return ORIGIN;
  return username + password + search + hash === '' ? null : 'must hold neither credentials nor a query';
}

const webhookSecrets = every(
  (secret) => /^whsec_[A-Za-z0-9+/=_-]{16,}$/.test(secret),
  'must be a list of secrets that begin with whsec_',
);

/** The api also takes older ways to write IPv4: `10.1`. */
function mayBeAddressOrRange(entry) {
  const [, address, bits = '0'] = /^([\da-fx.:]+)(?:\/(\d{1,3}))?$/i.exec(entry) ?? [];
  return address !== undefined && Number(bits) <= (address.includes(':') ? 128 : 32);
}

const port = integer(0, 65_535);
/** Refused only where it is certainly the address of something else. */
const database = unless(
  (value) => !/^(?!postgres(?:ql)?:|jdbc:postgresql:|socket:)[a-z]\w*:\/\//.test(value),
  'must be a postgresql:// URL, and its sslmode a known one',
);

const SAMPLERS = ['always_on', 'always_off', 'traceidratio'];
const ALL_SAMPLERS = [...SAMPLERS, ...SAMPLERS.map((name) => `parentbased_${name}`)].join(', ');

export const SETTINGS = {
  INFLOW_API_KEY: matching(/^[\x21-\x7e]+$/, 'must be one word of visible ASCII'),
  INFLOW_API_BASE_URL: baseUrl,
  INFLOW_CARD_BASE_URL: baseUrl,
  INFLOW_WEBHOOK_SECRET: webhookSecrets,
  INFLOW_CONFIRMATION: oneOf('explicit', 'automatic'),
  INFLOW_TIMEOUT_MS: integer(100, 120_000),
  DATABASE_URL: database,
  MIGRATION_DATABASE_URL: database,
  DIRECT_DATABASE_URL: database,
  DATA_DIR: text,
  EMBEDDED_DATABASE: oneOf('auto', 'on'),
  PORT: port,
  OPS_PORT: port,
  MAX_CONNECTIONS: integer(10, 1_000_000),
  HOST: text,
  PUBLIC_URL: baseUrl,
  SANDBOX: oneOf('auto', 'on', 'off'),
  STORE: oneOf('on', 'off'),
  FINGERPRINT_KEY: every((key) => key.length >= 32, 'must be a list of secrets of at least 32 characters'),
  SERVICE_TOKENS: every(
    (entry) => /^[A-Za-z0-9_-]{1,64}(?:\[[^\]]*\])?:.+$/.test(entry),
    'must be a list of name:token or name:sha256:<64 hex digits>',
  ),
  SERVICE_TOKENS_FILE: text,
  ALLOWED_RETURN_ORIGINS: every(
    (entry) => baseUrl(entry) === null,
    'must be a list of https origins, or http ones on a loopback address',
  ),
  CATALOG_FILE: text,
  LOG_LEVEL: matching(/^(?:trace|debug|info|warn|error|fatal|silent)$/, 'must be a pino level'),
  RECONCILE_AFTER_MS: integer(100, 3_600_000),
  KEEP_UNUSED_SESSIONS_DAYS: integer(0, 3_650),
  ORPHAN_CHARGES: oneOf('report', 'refund'),
  TRUSTED_PROXIES: every(mayBeAddressOrRange, 'must be a list of addresses or ranges such as 10.0.0.0/8'),
  FORWARDED_HEADER: oneOf('x-forwarded-for', 'forwarded'),
  EVENTS_URL: unless(URL.canParse, 'must be a URL'),
  EVENTS_SECRET: webhookSecrets,
  PRIVATE_ENDPOINTS: oneOf('on', 'off'),
  UNACKNOWLEDGED_AFTER_MINUTES: integer(0, 43_200),
  REQUIRE_3DS: every(
    (entry) => /^(?:all|saved-card|amount:\d{1,9}|country:[A-Z]{2})$/.test(entry),
    'must be a list of all, saved-card, amount:<cents> and country:<two letters>',
  ),
  CHALLENGE_MODULE: text,
  OTEL_EXPORTER_OTLP_ENDPOINT: matching(/^https?:\/\/[^?#]+$/, 'must be an http or https URL'),
  OTEL_SERVICE_NAME: text,
  OTEL_TRACES_SAMPLER: unless(
    (value) => ALL_SAMPLERS.split(', ').includes(value),
    `must be one of ${ALL_SAMPLERS}`,
  ),
  OTEL_TRACES_SAMPLER_ARG: unless(
    (value) => Number(value) >= 0 && Number(value) <= 1,
    'must be a number from 0 to 1',
  ),
  ATTEMPT_LIMITS: oneOf('on', 'off'),
  CONSOLE_PORT: port,
  CONSOLE_URL: baseUrl,
  OIDC_ISSUER: unless((value) => baseUrl(value) === null, ORIGIN),
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  CONSOLE_ROLES: every(
    (entry) => /^.+:(?:viewer|support|finance|admin)$/.test(entry),
    'must be a list of group:role; the roles are viewer, support, finance and admin',
  ),
  CONSOLE_REFUND_LIMIT: every(
    (entry) => /^(?:viewer|support|finance|admin):(?:(?:EUR|USD):)?\d{1,9}$/.test(entry),
    'must be a list of role:cents or role:currency:cents',
  ),
};

/** Of the api: each can be in a file instead. */
export const IN_FILES = [
  'INFLOW_API_KEY',
  'INFLOW_WEBHOOK_SECRET',
  'DATABASE_URL',
  'MIGRATION_DATABASE_URL',
  'DIRECT_DATABASE_URL',
  'FINGERPRINT_KEY',
  'EVENTS_SECRET',
  'OIDC_CLIENT_SECRET',
];

/** The first thing that is wrong, as a sentence that names the variable and never its value; null: nothing that can be said yet. */
export function settingProblem(env) {
  for (const [name, problemOf] of Object.entries(SETTINGS)) {
    const value = typed(env[name] ?? '');
    const problem = value === '' ? null : problemOf(value);
    if (problem !== null) return `${name} ${problem}.`;
  }
  for (const name of IN_FILES) {
    const file = typed(env[`${name}_FILE`] ?? '');
    if (file === '') continue;
    if (typed(env[name] ?? '') !== '') return `${name} and ${name}_FILE are both set.`;
    if (!canBeRead(file)) return `${name}_FILE must name a file that can be read.`;
  }
  return null;
}

function canBeRead(file) {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
