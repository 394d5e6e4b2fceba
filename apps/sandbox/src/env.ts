import { z } from 'zod';
import { readDialectOption } from './dialect-option.ts';
import type { Dialect } from './domain/dialect.ts';
import { EnvError } from './env-error.ts';
import { readFlags } from './flags.ts';
import type { SandboxOptions } from './start.ts';
import { mayReceive } from './webhooks/endpoints.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const duration = z.coerce.number().int().min(0);
const text = z.string().trim().min(1);

const variables = {
  SANDBOX_PORT: port.default(4010),
  SANDBOX_CARD_PORT: port.default(4011),
  HOST: text.default('127.0.0.1'),
  SANDBOX_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  SANDBOX_SHOP_NAME: text.max(200).optional(),
  SANDBOX_DATA: text.optional(),
  SANDBOX_API_KEY: z
    .string()
    .regex(/^inflow_[\w-]+$/)
    .default('inflow_priv_sandbox'),
  SANDBOX_WEBHOOK_URL: z
    .url({ protocol: /^https?$/ })
    .refine(mayReceive)
    .optional(),
  SANDBOX_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/)
    .optional(),
  SANDBOX_RECEIVE_MS: duration.default(30_000),
  SANDBOX_SETTLE_MS: duration.default(120_000),
  SANDBOX_REFUND_MS: duration.default(10_000),
  SANDBOX_3DS_EXPIRY_MS: duration.default(900_000),
  SANDBOX_WEBHOOK_TIMEOUT_MS: duration.default(15_000),
  SANDBOX_DIALECT: text.optional(),
  SANDBOX_SEED_FILE: text.optional(),
  SANDBOX_CLOCK_START: z.iso.datetime({ offset: true }).optional(),
  SANDBOX_SEED: z.coerce.number().int().min(0).default(1),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('warn'),
};

const expectations: Readonly<Record<keyof typeof variables, string>> = {
  SANDBOX_PORT: 'a port from 0 to 65535',
  SANDBOX_CARD_PORT: 'a port from 0 to 65535',
  HOST: 'a host name or IP address',
  SANDBOX_PUBLIC_URL: 'an http(s) URL',
  SANDBOX_SHOP_NAME: 'a name of at most 200 characters',
  SANDBOX_DATA: 'the path of a file',
  SANDBOX_API_KEY: 'a key that begins with inflow_',
  SANDBOX_WEBHOOK_URL: 'an https URL, or http on loopback',
  SANDBOX_WEBHOOK_SECRET: 'whsec_ followed by base64',
  SANDBOX_RECEIVE_MS: 'milliseconds',
  SANDBOX_SETTLE_MS: 'milliseconds',
  SANDBOX_REFUND_MS: 'milliseconds',
  SANDBOX_3DS_EXPIRY_MS: 'milliseconds',
  SANDBOX_WEBHOOK_TIMEOUT_MS: 'milliseconds',
  SANDBOX_DIALECT: 'name=value pairs, or the path of a file',
  SANDBOX_SEED_FILE: 'the path of a file',
  SANDBOX_CLOCK_START: 'a time such as 2026-01-31T08:00:00Z',
  SANDBOX_SEED: 'an integer of at least 0',
  LOG_LEVEL: 'silent, fatal, error, warn, info, debug or trace',
};

/** The switches given at start: each later one wins. */
function readDialects(sources: readonly (readonly [name: string, text: string])[]): Partial<Dialect> {
  const read = sources.map(([name, text]) => {
    try {
      return readDialectOption(text);
    } catch (error) {
      throw new EnvError(`${error instanceof Error ? error.message : error} (${name}).`);
    }
  });
  return Object.assign({}, ...read);
}

/**
 * Reads the environment and the flags once, for the whole process. A flag wins over its variable, and an empty variable
 * counts as unset.
 */
export function readEnv(
  env: Readonly<Record<string, string | undefined>> = process.env,
  args: readonly string[] = process.argv.slice(2),
): SandboxOptions {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = z.object(variables).safeParse(set);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]) as keyof typeof variables;
    throw new EnvError(`${name} must be ${expectations[name]}.`);
  }
  const { SANDBOX_WEBHOOK_URL: url, SANDBOX_WEBHOOK_SECRET: secret, ...values } = parsed.data;
  const flags = readFlags(args);
  const dialects = [
    ...(values.SANDBOX_DIALECT === undefined ? [] : [['SANDBOX_DIALECT', values.SANDBOX_DIALECT] as const]),
    ...flags.dialect.map((text) => ['--dialect', text] as const),
  ];
  if (url !== undefined && secret === undefined) {
    throw new EnvError('SANDBOX_WEBHOOK_SECRET must be set when SANDBOX_WEBHOOK_URL is.');
  }
  return {
    host: values.HOST,
    port: values.SANDBOX_PORT,
    cardPort: values.SANDBOX_CARD_PORT,
    publicUrl: values.SANDBOX_PUBLIC_URL,
    shopName: values.SANDBOX_SHOP_NAME,
    dataFile: flags.data ?? values.SANDBOX_DATA,
    apiKey: values.SANDBOX_API_KEY,
    webhook: url === undefined || secret === undefined ? undefined : { url, secret },
    receiveMs: values.SANDBOX_RECEIVE_MS,
    settleMs: values.SANDBOX_SETTLE_MS,
    refundMs: values.SANDBOX_REFUND_MS,
    challengeMs: values.SANDBOX_3DS_EXPIRY_MS,
    dialect: readDialects(dialects),
    seedFile: flags.seedFile ?? values.SANDBOX_SEED_FILE,
    webhookTimeoutMs: values.SANDBOX_WEBHOOK_TIMEOUT_MS,
    clockStart: values.SANDBOX_CLOCK_START,
    seed: values.SANDBOX_SEED,
    logLevel: values.LOG_LEVEL,
  };
}
