import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import ipaddr from 'ipaddr.js';
import * as z from 'zod';
import { type GroupRoles, type RefundLimit, readGroupRoles, readRefundLimits } from './console-roles.ts';
import { databaseUrl } from './database-url.ts';
import { isLoopback } from './loopback.ts';
import { readServiceTokens, type ServiceToken } from './service-tokens.ts';
import { readThreeDsPolicy, type ThreeDsPolicy } from './three-ds-policy.ts';
import { decoded, typed, typedList } from './typed-text.ts';

/** A bad value of the environment: its message is one sentence that names the variable and never its value. */
export class EnvironmentError extends Error {
  constructor(variable: string, problem: string) {
    super(`${variable} ${problem}.`);
    this.name = 'EnvironmentError';
  }
}

const baseUrl = z
  .string()
  .refine((value) => URL.canParse(value), 'must be a URL')
  .transform((value) => new URL(value))
  .refine((url) => url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)), {
    message: 'must be https, or http on a loopback address',
  })
  .refine((url) => url.username === '' && url.password === '' && url.search === '' && url.hash === '', {
    message: 'must hold neither credentials nor a query',
  })
  .transform((url) => url.href.replace(/\/$/, ''));

/** Often a collector beside the program, without TLS. */
const collectorUrl = z
  .string()
  .refine((value) => /^https?:\/\/[^?#]+$/.test(value) && URL.canParse(value), 'must be an http or https URL')
  .transform((value) => value.replace(/\/$/, ''));

const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const database = z.string().transform((value, context) => {
  const url = databaseUrl(value);
  if (url !== null) return url;
  context.addIssue({
    code: 'custom',
    message: 'must be a postgresql:// URL, and its sslmode a known one',
  });
  return z.NEVER;
});

const integer = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${minimum} to ${maximum}`)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, {
      message: `must be a whole number from ${minimum} to ${maximum}`,
    });

const list = z.string().transform(typedList);

const serviceTokens = list.transform((entries, context): ServiceToken[] => {
  const read = readServiceTokens(entries);
  if ('tokens' in read) return read.tokens;
  context.addIssue({ code: 'custom', message: read.problem });
  return z.NEVER;
});

const origins = list
  .refine((entries) => entries.every((entry) => baseUrl.safeParse(entry).success), {
    message: 'must be a list of https origins, or http ones on a loopback address',
  })
  .transform((entries) => entries.map((entry) => new URL(entry).origin));

const threeDsPolicy = list.transform((entries, context): ThreeDsPolicy => {
  const policy = readThreeDsPolicy(entries);
  if (policy !== null) return policy;
  context.addIssue({
    code: 'custom',
    message: 'must be a list of all, saved-card, amount:<cents> and country:<two letters>',
  });
  return z.NEVER;
});

/** As the login writes it: a slash at its end is a part of it. */
const issuer = z
  .string()
  .refine((value) => baseUrl.safeParse(value).success, 'must be https, or http on a loopback address');

const groupRoles = list.transform((entries, context): GroupRoles => {
  const roles = readGroupRoles(entries);
  if (roles !== null) return roles;
  context.addIssue({
    code: 'custom',
    message: 'must be a list of group:role; the roles are viewer, support, finance and admin',
  });
  return z.NEVER;
});

const refundLimits = list.transform((entries, context): RefundLimit[] => {
  const limits = readRefundLimits(entries);
  if (limits !== null) return limits;
  context.addIssue({ code: 'custom', message: 'must be a list of role:cents or role:currency:cents' });
  return z.NEVER;
});

const webhookSecrets = list
  .refine((secrets) => secrets.every((secret) => /^whsec_[A-Za-z0-9+/=_-]{16,}$/.test(secret)), {
    message: 'must be a list of secrets that begin with whsec_',
    abort: true,
  })
  .transform((secrets, context) => {
    const padded = secrets.map(paddedSecret);
    if (padded.every((secret) => secret !== null)) return padded;
    context.addIssue({ code: 'custom', message: 'must hold base64 behind each whsec_' });
    return z.NEVER;
  });

/** With its padding and in the usual alphabet, which a copy may have lost; null for what is not base64. */
function paddedSecret(secret: string): string | null {
  const [, digits] = /^whsec_([A-Za-z0-9+/_-]+)={0,2}$/.exec(secret) ?? [];
  if (digits === undefined || digits.length % 4 === 1) return null;
  return `whsec_${Buffer.from(digits, 'base64url').toString('base64')}`;
}

/** An address, or a range such as 10.0.0.0/8. */
const isAddressOrRange = (value: string) =>
  value.includes('/') ? ipaddr.isValidCIDR(value) : ipaddr.isValid(value);

/** Inflow's hosts (inflow/README, "Hosts and keys"). */
const PRODUCTION = {
  INFLOW_API_BASE_URL: 'https://api.inflowpay.xyz',
  INFLOW_CARD_BASE_URL: 'https://api-card.inflowpay.com',
};

const schema = z.object({
  INFLOW_API_KEY: z
    .string('must be set: the private key of the Inflow account')
    .regex(/^[\x21-\x7e]+$/, 'must be one word of visible ASCII'),
  INFLOW_API_BASE_URL: baseUrl.default(PRODUCTION.INFLOW_API_BASE_URL),
  INFLOW_CARD_BASE_URL: baseUrl.default(PRODUCTION.INFLOW_CARD_BASE_URL),
  INFLOW_WEBHOOK_SECRET: webhookSecrets.default([]),
  INFLOW_CONFIRMATION: z.enum(['explicit', 'automatic'], 'must be explicit or automatic').default('explicit'),
  INFLOW_TIMEOUT_MS: integer(100, 120_000).default(20_000),
  DATABASE_URL: database.optional(),
  /** The tables' owner, when `DATABASE_URL` names a role that may not change them. */
  MIGRATION_DATABASE_URL: database.optional(),
  /** The server itself, where `DATABASE_URL` leads to a pooler. */
  DIRECT_DATABASE_URL: database.optional(),
  /** Ours, beside the fixed names: where the embedded PostgreSQL keeps its files. */
  DATA_DIR: z.string().min(1).default('.data'),
  /** Ours: whether the embedded PostgreSQL may hold real payments in a place that may not last. */
  EMBEDDED_DATABASE: z.enum(['auto', 'on'], 'must be auto or on').default('auto'),
  PORT: integer(0, 65_535).default(3000),
  /** Where health, readiness and metrics are served; unset: on `PORT`. */
  OPS_PORT: integer(0, 65_535).optional(),
  /** Enough for the event streams of open pages, and below the usual limit of open files. */
  MAX_CONNECTIONS: integer(10, 1_000_000).default(10_000),
  HOST: z.string().min(1, 'must be an address').default('127.0.0.1'),
  PUBLIC_URL: baseUrl.optional(),
  /** Whether this repository's sandbox processes the payments; `auto`: where Inflow's host is a loopback address. */
  SANDBOX: z.enum(['auto', 'on', 'off'], 'must be auto, on or off').default('auto'),
  /** The demo store. Off by default, because this program always has a key; `npm start` without one switches it on. */
  STORE: z.enum(['on', 'off'], 'must be on or off').default('off'),
  /** Of the keyed hashes (`createFingerprints`); the newest first, and those before it while one is replaced. */
  FINGERPRINT_KEY: list
    .refine((keys) => keys.length > 0 && keys.every((key) => key.length >= 32), {
      message: 'must be a list of secrets of at least 32 characters',
    })
    .optional(),
  SERVICE_TOKENS: serviceTokens.default([]),
  /** More of them, to be replaced while the program runs. */
  SERVICE_TOKENS_FILE: z.string().min(1).optional(),
  /** Where `sessions.create` and `payments.create` may send a shopper; unset: to any https address. */
  ALLOWED_RETURN_ORIGINS: origins.optional(),
  CATALOG_FILE: z.string().min(1).optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'must be a pino level')
    .default('info'),
  RECONCILE_AFTER_MS: integer(100, 3_600_000).default(30_000),
  /** Ten years at most. */
  KEEP_UNUSED_SESSIONS_DAYS: integer(0, 3_650).default(30),
  ORPHAN_CHARGES: z.enum(['report', 'refund'], 'must be report or refund').default('report'),
  /** IP addresses and ranges of the proxies in front of this program, whose word on the client is used. */
  TRUSTED_PROXIES: list
    .refine(
      (entries) => entries.every(isAddressOrRange),
      'must be a list of addresses or ranges such as 10.0.0.0/8',
    )
    .default([]),
  /** Which header those proxies write. Unset: X-Forwarded-For, unless Forwarded contradicts it. */
  FORWARDED_HEADER: z
    .enum(['x-forwarded-for', 'forwarded'], 'must be x-forwarded-for or forwarded')
    .optional(),
  /** An endpoint for events by configuration, and its secrets, the newest first. */
  EVENTS_URL: z.url('must be a URL').optional(),
  EVENTS_SECRET: webhookSecrets.default([]),
  /** Whether events may be sent to addresses of private networks. */
  PRIVATE_ENDPOINTS: z.enum(['on', 'off'], 'must be on or off').default('off'),
  /** Minutes after which a paid session that is not acknowledged is an event; 0: never. */
  UNACKNOWLEDGED_AFTER_MINUTES: integer(0, 43_200).default(60),
  /** Payments of sessions that are confirmed only after a 3DS challenge. */
  REQUIRE_3DS: threeDsPolicy.prefault(''),
  /** A file of the merchant's: see `Challenge`. */
  CHALLENGE_MODULE: z.string().min(1).optional(),
  /** Where spans are sent; unset: none are recorded. The exporter itself reads `OTEL_EXPORTER_OTLP_HEADERS` and more. */
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl.optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default('checkout'),
  OTEL_TRACES_SAMPLER: z
    .enum(SAMPLERS, `must be one of ${SAMPLERS.join(', ')}`)
    .default('parentbased_always_on'),
  /** Of the samplers with a ratio: the share of new traces that is recorded. */
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .refine(
      (value) => value !== '' && Number(value) >= 0 && Number(value) <= 1,
      'must be a number from 0 to 1',
    )
    .transform(Number)
    .default(1),
  ATTEMPT_LIMITS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  /** Where the merchant's people work. Unset: nowhere, or at 3001 where there is a login. */
  CONSOLE_PORT: integer(0, 65_535).optional(),
  CONSOLE_URL: baseUrl.optional(),
  /** The merchant's own login, by OpenID Connect. */
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  CONSOLE_ROLES: groupRoles.prefault(''),
  /** What a person refunds alone; above it a second person decides. */
  CONSOLE_REFUND_LIMIT: refundLimits.prefault('support:10000,finance:100000,admin:100000'),
});

/** Every variable, for the check that `npm start` makes before anything is installed (scripts/settings.mjs). */
export const VARIABLES: readonly string[] = Object.keys(schema.shape);

/** Each can be in a file instead, which `<NAME>_FILE` names. `SERVICE_TOKENS_FILE` has more of them (service/token-file.ts). */
const SECRETS = [
  'INFLOW_API_KEY',
  'INFLOW_WEBHOOK_SECRET',
  'DATABASE_URL',
  'MIGRATION_DATABASE_URL',
  'DIRECT_DATABASE_URL',
  'FINGERPRINT_KEY',
  'EVENTS_SECRET',
  'OIDC_CLIENT_SECRET',
] as const;
export type SecretName = (typeof SECRETS)[number];

export type Environment = z.output<typeof schema> & {
  /** Where a secret came from a file: which. */
  readonly secretFiles: Readonly<Partial<Record<SecretName, string>>>;
};

/**
 * Parses the environment once, and reads the files of its secrets. An empty variable counts as unset, and what is around a
 * value (`typed`) as absent. Throws `EnvironmentError` for the
 * first bad one.
 */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const present = typedVariables(variables);
  const secretFiles: Partial<Record<SecretName, string>> = {};
  for (const name of SECRETS) {
    const file = present[`${name}_FILE`];
    if (file === undefined) continue;
    if (present[name] !== undefined) throw new EnvironmentError(name, `and ${name}_FILE are both set`);
    secretFiles[name] = file;
    present[name] = readSecretFile(name, file);
  }
  const result = schema.safeParse(present);
  if (result.success) {
    const env = { ...result.data, secretFiles };
    for (const check of CHECKS) check(env);
    return env;
  }
  const [issue] = result.error.issues;
  const name = String(issue?.path[0] ?? 'The environment');
  const variable = Object.hasOwn(secretFiles, name) ? `${name}_FILE names a file whose content` : name;
  throw new EnvironmentError(variable, issue?.message ?? 'is invalid');
}

function typedVariables(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const all = Object.entries(variables).map(([name, value = '']) => [name, typed(value)] as const);
  return Object.fromEntries(all.filter(([, value]) => value !== ''));
}

function readSecretFile(name: SecretName, file: string): string {
  let text: string;
  try {
    text = decoded(readFileSync(file));
  } catch {
    throw new EnvironmentError(`${name}_FILE`, 'must name a file that can be read');
  }
  const secret = secretIn(text);
  if (secret === '') throw new EnvironmentError(`${name}_FILE`, 'names an empty file');
  return secret;
}

/** What a file says, as its variable would: the values of a list may be on lines of their own. */
const secretIn = (text: string) => typedList(text).join(',');

/** A secret that is read again: its value, or what is wrong with it, in words that repeat nothing of it. */
export function readSecret<Name extends SecretName>(
  name: Name,
  text: string,
): { readonly value: Environment[Name] } | { readonly problem: string } {
  const secret = secretIn(text);
  if (secret === '') return { problem: 'names an empty file' };
  const result = schema.shape[name].safeParse(secret);
  return result.success
    ? { value: result.data as Environment[Name] }
    : { problem: `names a file whose content ${result.error.issues[0]?.message ?? 'is invalid'}` };
}

/**
 * Without a key of their own the hashes of cards would be keyed by what Inflow knows too. The embedded database has one made and kept beside
 * it; with another database every node needs the same.
 */
function checkFingerprintKey(env: Environment): Environment {
  if (!isReal(env) || env.DATABASE_URL === undefined || env.FINGERPRINT_KEY !== undefined) return env;
  throw new EnvironmentError(
    'FINGERPRINT_KEY',
    'must be set: a secret of at least 32 characters, the same for every node (openssl rand -base64 32)',
  );
}

function checkPorts(env: Environment): void {
  if (env.OPS_PORT === env.PORT && env.PORT !== 0)
    throw new EnvironmentError('OPS_PORT', 'must be another port than PORT');
  const port = consolePort(env);
  if (port !== null && port !== 0 && (port === env.PORT || port === env.OPS_PORT))
    throw new EnvironmentError('CONSOLE_PORT', 'must be another port than PORT and OPS_PORT');
}

/** Null: there is no console. */
export function consolePort({ CONSOLE_PORT, OIDC_ISSUER }: Environment): number | null {
  return CONSOLE_PORT ?? (OIDC_ISSUER === undefined ? null : 3001);
}

/**
 * Without a login the console is there for the sandbox on this machine alone, where a printed link signs in: never where money is real, and
 * never where others could reach it.
 */
function checkConsole(env: Environment): void {
  if (consolePort(env) === null) return;
  const isLocal = isLoopback(env.CONSOLE_URL === undefined ? env.HOST : new URL(env.CONSOLE_URL).hostname);
  const hasNoNeed = isLocal && isTestMode(env);
  if (env.OIDC_ISSUER === undefined && !hasNoNeed)
    throw new EnvironmentError('OIDC_ISSUER', 'must be set: the login of the people who use the console');
  if (env.OIDC_ISSUER === undefined) return;
  for (const name of ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const)
    if (env[name] === undefined) throw new EnvironmentError(name, 'must be set as well as OIDC_ISSUER');
  if (env.CONSOLE_ROLES.size === 0)
    throw new EnvironmentError('CONSOLE_ROLES', 'must be set: which groups may use the console, group:role');
  if (env.CONSOLE_URL === undefined && !isLocal)
    throw new EnvironmentError('CONSOLE_URL', "must be set: the URL of the console in people's browsers");
}

function checkEvents(env: Environment): Environment {
  const { EVENTS_URL: url, EVENTS_SECRET: secrets } = env;
  if (url === undefined) return env;
  if (secrets.length === 0)
    throw new EnvironmentError('EVENTS_SECRET', 'must be set as well: events are signed with it');
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))) return env;
  throw new EnvironmentError('EVENTS_URL', 'must be https, or http on a loopback address');
}

/** A card must not go to production's card host because only the other host was set. */
function checkHosts(env: Environment): Environment {
  const isProduction = (name: 'INFLOW_API_BASE_URL' | 'INFLOW_CARD_BASE_URL') =>
    env[name] === PRODUCTION[name];
  if (isProduction('INFLOW_API_BASE_URL') === isProduction('INFLOW_CARD_BASE_URL')) return env;
  const missing = isProduction('INFLOW_API_BASE_URL') ? 'INFLOW_API_BASE_URL' : 'INFLOW_CARD_BASE_URL';
  throw new EnvironmentError(missing, "must be set as well: the other host of Inflow is not production's");
}

/** Whether Inflow itself is called, and not a program on this machine. */
export function isReal({ INFLOW_API_BASE_URL }: Environment): boolean {
  return !isLoopback(new URL(INFLOW_API_BASE_URL).hostname);
}
const CHECKS = [checkPorts, checkHosts, checkSandbox, checkFingerprintKey, checkEvents, checkConsole];

/** Whether payments are only simulated: by this repository's sandbox, or by Inflow's own. */
export function isTestMode({ SANDBOX, INFLOW_API_BASE_URL }: Environment): boolean {
  const { hostname } = new URL(INFLOW_API_BASE_URL);
  return SANDBOX === 'on' || hostname.startsWith('sandbox.') || (SANDBOX === 'auto' && isLoopback(hostname));
}

/** A sandbox must not be the processor by accident: sessions of strangers would read `complete` although no money moves. */
function checkSandbox(env: Environment): Environment {
  const { SANDBOX, PUBLIC_URL, HOST } = env;
  const isPublic = !isLoopback(PUBLIC_URL === undefined ? HOST : new URL(PUBLIC_URL).hostname);
  if (SANDBOX !== 'auto' || !isPublic || !isLoopback(new URL(env.INFLOW_API_BASE_URL).hostname)) return env;
  throw new EnvironmentError(
    'SANDBOX',
    `must be set to off or on: INFLOW_API_BASE_URL is a loopback address, as a sandbox has it, and ${
      PUBLIC_URL === undefined ? 'HOST' : 'PUBLIC_URL'
    } is not. With off, payments are real; with on, they are simulated and every page says so`,
  );
}

/** For commands that use the database of a running api and nothing else. @throws EnvironmentError */
export function readDatabaseUrl(variables: NodeJS.ProcessEnv = process.env): string {
  const url = readUrl('DATABASE_URL', variables);
  if (url !== null) return url;
  throw new EnvironmentError('DATABASE_URL', 'must be set to the postgresql:// URL that the api uses');
}

/** For `migrate`: the URL of the tables' owner, and that of the api; the same where one role does both. @throws EnvironmentError */
export function readMigrationUrls(variables: NodeJS.ProcessEnv = process.env) {
  const url = readDatabaseUrl(variables);
  return { ownerUrl: readUrl('MIGRATION_DATABASE_URL', variables) ?? url, url };
}

function readUrl(name: 'DATABASE_URL' | 'MIGRATION_DATABASE_URL', variables: NodeJS.ProcessEnv) {
  const { [name]: value = '', [`${name}_FILE`]: file = '' } = typedVariables(variables);
  const text = file === '' ? value : readSecretFile(name, file);
  if (text === '') return null;
  const url = schema.shape[name].safeParse(text);
  if (url.success && url.data !== undefined) return url.data;
  throw new EnvironmentError(name, 'must be a postgresql:// URL, and its sslmode a known one');
}

/** For `health`: where the api that has this environment answers. @throws EnvironmentError */
export function readHealthUrl(variables: NodeJS.ProcessEnv = process.env): URL {
  const { PORT = '', OPS_PORT = '', HOST = '' } = typedVariables(variables);
  const name = OPS_PORT === '' ? 'PORT' : 'OPS_PORT';
  const port = schema.shape[name].safeParse(OPS_PORT || PORT || undefined);
  if (!port.success) throw new EnvironmentError(name, 'must be a port');
  const all: Readonly<Record<string, string>> = { '': '127.0.0.1', '0.0.0.0': '127.0.0.1', '::': '[::1]' };
  const host = all[HOST] ?? (HOST.includes(':') ? `[${HOST}]` : HOST);
  return new URL(`http://${host}:${port.data}/healthz`);
}

/**
 * The service token of `inspect-page`, from `INSPECT_TOKEN` or the file that `INSPECT_TOKEN_FILE` names; null where neither is set.
 * @throws EnvironmentError
 */
export async function readInspectToken(variables: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  const { INSPECT_TOKEN: token = '', INSPECT_TOKEN_FILE: file = '' } = typedVariables(variables);
  if (token === '' && file === '') return null;
  if (token !== '' && file !== '')
    throw new EnvironmentError('INSPECT_TOKEN_FILE', 'must not be set together with INSPECT_TOKEN');
  const name = token === '' ? 'INSPECT_TOKEN_FILE' : 'INSPECT_TOKEN';
  const read = async () => typed(decoded(await readFile(file)));
  const value =
    token ||
    (await read().catch(() => {
      throw new EnvironmentError(name, 'must name a file that can be read');
    }));
  // What `http/auth.ts` reads behind "Bearer".
  if (!/^[\x21-\x7e]{16,512}$/.test(value))
    throw new EnvironmentError(
      name,
      'must hold a service token alone: 16 characters or more, without spaces',
    );
  return value;
}
