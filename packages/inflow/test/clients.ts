import { createInflowClient, type InflowClientOptions } from '../src/client.ts';

export const API_KEY = 'inflow_priv_test_marker_key';

/** A client whose two hosts are the given addresses, with short times and no waiting between tries. */
export function clientOf(
  hosts: { api: string; card?: string },
  overrides: Partial<Omit<InflowClientOptions, 'apiBaseUrl' | 'cardBaseUrl'>> = {},
) {
  return createInflowClient({
    apiKey: API_KEY,
    apiBaseUrl: hosts.api,
    cardBaseUrl: hosts.card ?? hosts.api,
    timeoutMs: 120_000,
    sleep: async () => undefined,
    ...overrides,
  });
}

/** What a call threw. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  const answered = Symbol('complete');
  const outcome = await call.then(
    () => answered,
    (error: unknown) => error,
  );
  if (outcome === answered) throw new Error('the call was expected to fail, and did not');
  return outcome;
}
