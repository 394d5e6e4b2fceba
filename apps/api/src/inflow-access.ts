import { createInflowClient } from '@checkout/inflow/client';
import { InflowError, type InflowErrorKind } from '@checkout/inflow/errors';
import { type Environment, EnvironmentError } from './env.ts';

type InflowSettings = Pick<Environment, 'INFLOW_API_KEY' | 'INFLOW_API_BASE_URL' | 'INFLOW_CARD_BASE_URL'>;

/** A start is not held up by an Inflow that does not answer: nodes have to start while it is down. */
const WAIT_MS = 5_000;

/**
 * Reads one page of payments with the key, before anything else starts. Returns the lines for the terminal: which hosts will be
 * called, and whether the key was accepted.
 * @throws EnvironmentError for a key that Inflow refuses.
 */
export async function checkInflowAccess(env: InflowSettings): Promise<string[]> {
  const hosts = [
    `Inflow: payments at ${env.INFLOW_API_BASE_URL}`,
    `Inflow: cards at ${env.INFLOW_CARD_BASE_URL}`,
  ];
  await using inflow = createInflowClient({
    apiKey: env.INFLOW_API_KEY,
    apiBaseUrl: env.INFLOW_API_BASE_URL,
    cardBaseUrl: env.INFLOW_CARD_BASE_URL,
    timeoutMs: WAIT_MS,
  });
  const problem = await inflow.listPayments({ page: 1, limit: 1 }).then(
    () => null,
    (error: unknown) => error,
  );
  if (problem === null) return [...hosts, 'Inflow: the key was accepted'];
  if (!(problem instanceof InflowError)) throw problem;
  const refusal = REFUSALS[problem.kind];
  if (refusal !== undefined)
    throw new EnvironmentError('INFLOW_API_KEY', `${refusal} (${env.INFLOW_API_BASE_URL})`);
  const reason = problem.httpStatus === null ? 'no answer' : `HTTP ${problem.httpStatus}`;
  return [...hosts, `Inflow: the key could not be checked, its payments could not be listed (${reason})`];
}

/** Why a key cannot work. Any other failure leaves that open: it says more of Inflow, or of the way to it, than of the key. */
const REFUSALS: Partial<Record<InflowErrorKind, string>> = {
  authentication: 'was refused by Inflow: it is wrong, was replaced, or belongs to another environment',
  marketplace:
    "is a marketplace's, whose calls have to name a seller: use the key of the seller that sells here",
  server_to_server_disabled:
    'belongs to an account without server-to-server payments: ask Inflow support to enable them',
};
