import { z } from 'zod';

const values = z
  .object({
    /** A key of Inflow's own sandbox, to run the contract suite there as well. */
    INFLOW_CONTRACT_API_KEY: z.string().min(1).optional(),
    INFLOW_CONTRACT_API_BASE_URL: z.url().default('https://sandbox.api.inflowpay.com'),
    INFLOW_CONTRACT_CARD_BASE_URL: z.url().default('https://sandbox.api.inflowpay.com'),
  })
  .parse(process.env);

const production = /api(-card)?\.inflowpay\.(xyz|com)$/;

/** Inflow's own sandbox, if a key for it is given. Never production: the suite creates and charges payments. */
export function ownSandbox(): { apiUrl: string; cardUrl: string; apiKey: string } | null {
  if (values.INFLOW_CONTRACT_API_KEY === undefined) return null;
  const urls = { apiUrl: values.INFLOW_CONTRACT_API_BASE_URL, cardUrl: values.INFLOW_CONTRACT_CARD_BASE_URL };
  for (const url of Object.values(urls)) {
    const { hostname } = new URL(url);
    if (production.test(hostname) && !hostname.startsWith('sandbox.')) {
      throw new Error(`The contract suite never runs against production (${hostname}).`);
    }
  }
  return { ...urls, apiKey: values.INFLOW_CONTRACT_API_KEY };
}
