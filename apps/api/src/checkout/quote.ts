import type { Quote, QuoteInput } from '@checkout/schemas/checkout';
import { isEuMember } from '@checkout/schemas/country';
import { requiresPostalCode } from '@checkout/schemas/country-code';
import { type Currency, MAXIMUM_TAXED_CENTS } from '@checkout/schemas/money';
import { sql } from 'drizzle-orm';
import { AppError, found } from '../app-error.ts';
import { sessions } from '../db/schema.ts';
import type { SessionRow } from '../db/sessions.ts';
import { prepared, selected } from '../db/statements.ts';
import type { Deps } from '../deps.ts';
import type { TaxPlace } from './tax-rates.ts';

const pricing = prepared<Pick<SessionRow, 'subtotal' | 'currency'>, { id: string }>(
  'find_session_price',
  sql`select ${selected(sessions, { names: ['subtotal', 'currency'] })} from sessions where id = ${sql.placeholder('id')}`,
);

/** `checkout.quote`: what a session would cost with tax, as far as Inflow says the rate. */
export async function quote(deps: Deps, { sessionId, ...basis }: QuoteInput): Promise<Quote> {
  const [price] = await pricing(deps.db, { id: sessionId });
  const { subtotal, currency } = found(price ?? null);
  const rate = isReverseCharged(basis) ? 0 : await rateFor(deps, taxPlaceOf(basis), sessionId);
  return quoteFor({ subtotal, currency, basis, rate });
}

/** Null where Inflow does not say it: a checkout must work without (inflow/README, "Tax"). @throws AppError `SLOW_DOWN` */
async function rateFor({ taxRates }: Deps, place: TaxPlace, sessionId: string): Promise<number | null> {
  return taxRates.rate(place, sessionId).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.reason === 'SLOW_DOWN') throw error;
    return null;
  });
}

/**
 * What a quote asks the rate of: the country, and in the United States the ZIP code, once it is typed. Inflow takes a payment from
 * any other country without a postal code (inflow/README, "Create a payment"), so it must be able to tax it by country alone. Where it
 * does use the code (a rate is documented for a French one as well), the payment's own total says so before it is confirmed.
 */
function taxPlaceOf({ billingCountry: country, postalCode = '' }: QuoteBasis): TaxPlace {
  const zip = requiresPostalCode(country) ? /^\d{5}(?=-|$)/.exec(postalCode)?.[0] : undefined;
  return { country, postalCode: zip };
}

/** Tax in cents of an amount in cents before tax, half a cent rounded up. Whole numbers only: 8.1 % is 8100 per 100 000. */
export function taxOn(amount: number, ratePercent: number): number {
  return Math.floor((amount * Math.round(ratePercent * 1000) + 50_000) / 100_000);
}

type QuoteBasis = Omit<QuoteInput, 'sessionId'>;
type Basis = { billingCountry: string; purchasingAsBusiness: boolean; taxId?: string | undefined };

/** A business purchase in the EU is reverse-charged: the buyer owes the tax, none is added (inflow/README, "Tax"). */
export function isReverseCharged(basis: Basis): boolean {
  return basis.purchasingAsBusiness && basis.taxId !== undefined && isEuMember(basis.billingCountry);
}

export function quoteFor(of: {
  subtotal: number;
  currency: Currency;
  basis: Basis;
  rate: number | null;
}): Quote {
  const reverseCharge = isReverseCharged(of.basis);
  const said = reverseCharge ? 0 : of.rate;
  // No tax makes a total that large: what was said is no rate, and the created payment's own total decides.
  const isRate = said !== null && of.subtotal + taxOn(of.subtotal, said) <= MAXIMUM_TAXED_CENTS;
  const rate = isRate ? said : null;
  const tax = rate === null ? null : taxOn(of.subtotal, rate);
  return {
    currency: of.currency,
    subtotal: of.subtotal,
    tax,
    total: tax === null ? null : of.subtotal + tax,
    rate,
    taxCountry: of.basis.billingCountry,
    reverseCharge,
  };
}
