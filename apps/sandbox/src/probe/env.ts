import { readFileSync } from 'node:fs';
import { ProbeError } from './account.ts';

const DEFAULT_API_URL = 'https://sandbox.api.inflowpay.com';

/** The key and the hosts. @throws ProbeError where one is missing; no message repeats a value. */
export function readProbeEnvironment(env: Readonly<Record<string, string | undefined>> = process.env): {
  readonly apiKey: string;
  readonly apiUrl: string;
  readonly cardUrl: string;
} {
  const { INFLOW_API_KEY: key, INFLOW_API_KEY_FILE: file } = env;
  const apiKey = key || (file ? readKey(file) : undefined);
  if (!apiKey) throw new ProbeError('INFLOW_API_KEY, or INFLOW_API_KEY_FILE, must be set.');
  return {
    apiKey,
    apiUrl: env.INFLOW_API_BASE_URL || DEFAULT_API_URL,
    cardUrl: env.INFLOW_CARD_BASE_URL || '',
  };
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new ProbeError('The file of INFLOW_API_KEY_FILE cannot be read.');
  }
}
