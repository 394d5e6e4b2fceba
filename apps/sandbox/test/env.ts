import { randomInt } from 'node:crypto';
import { z } from 'zod';

const variables = z.object({
  /** A key of Inflow's own sandbox, to run the contract suite there as well. */
  INFLOW_CONTRACT_API_KEY: z.string().min(1).optional(),
  INFLOW_CONTRACT_API_BASE_URL: z.url().default('https://sandbox.api.inflowpay.com'),
  INFLOW_CONTRACT_CARD_BASE_URL: z.url().default('https://sandbox.api.inflowpay.com'),
  /** Where a run of the contract suite writes what it has found out. */
  INFLOW_CONTRACT_REPORT: z.string().min(1).default('reports/inflow-contract.txt'),
  /** Which random dialects the probe is tested with, and how many: the same seed gives the same. Without one, others in each run. */
  PROBE_SEED: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 32)
    .optional(),
  PROBE_DIALECTS: z.coerce.number().int().min(1).default(10),
});

/** A list of the allowed hosts, not of production's, so that an unforeseen host is refused too. */
const harmless = /^(sandbox\.([\w-]+\.)*inflowpay\.(com|xyz)|localhost|127\.0\.0\.1|\[::1\])$/;

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Inflow's own sandbox, if a key for it is given.
 *
 * @throws for any other address and for a production key: the suite creates and charges payments.
 */
export function ownSandbox(
  env: Environment = process.env,
): { apiUrl: string; cardUrl: string; apiKey: string } | null {
  const values = variables.parse(env);
  const apiKey = values.INFLOW_CONTRACT_API_KEY;
  if (apiKey === undefined) return null;
  if (apiKey.startsWith('inflow_prod_')) {
    throw new Error('The contract suite never runs with a production key (INFLOW_CONTRACT_API_KEY).');
  }
  const urls = { apiUrl: values.INFLOW_CONTRACT_API_BASE_URL, cardUrl: values.INFLOW_CONTRACT_CARD_BASE_URL };
  for (const url of Object.values(urls)) {
    const { hostname } = new URL(url);
    if (!harmless.test(hostname)) {
      throw new Error(`The contract suite runs on sandboxes alone, which ${hostname} is not.`);
    }
  }
  return { ...urls, apiKey };
}

const given = variables.parse(process.env);
export const contractReportFile = given.INFLOW_CONTRACT_REPORT;
export const probeSeed = given.PROBE_SEED ?? randomInt(2 ** 31);
export const probeDialects = given.PROBE_DIALECTS;
