import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { countryCodes } from '../domain/countries.ts';
import { badRequest } from '../domain/refusal.ts';
import { asPercentage, consumerRate } from '../domain/tax.ts';
import type { Call } from './endpoint.ts';
import { noSuchRoute } from './no-such-route.ts';

const taxQuery = z.object({
  country: z.string().refine((code) => countryCodes.has(code)),
  postalCode: z.string().optional(),
});

/** The body is inferred: the field has the name that it has on a payment. */
export async function taxRate({ tenant, method, url, query }: Call): Promise<object> {
  const { taxRate, taxRateMs } = tenant.dialect;
  if (taxRate === 'not_found') throw noSuchRoute(method, url);
  const parsed = taxQuery.safeParse(query);
  if (!parsed.success) throw badRequest(['country must be a valid ISO31661 Alpha2 code']);
  const { country, postalCode } = parsed.data;
  const percentage = asPercentage(consumerRate(country, postalCode));
  switch (taxRate) {
    // The amount's name is not known, so none is accepted.
    case 'amount_wanted':
      throw badRequest(['amount should not be empty']);
    case 'other_body':
      return { country, rate: percentage / 100 };
    case 'slow':
      await wait(taxRateMs, undefined, { ref: false });
      return { taxRateInPercentage: percentage };
    case 'rate':
      return { taxRateInPercentage: percentage };
  }
}
