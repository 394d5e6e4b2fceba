import type { Quote, QuoteInput } from '@checkout/schemas/checkout';
import { isEuMember } from '@checkout/schemas/country';
import { requiresPostalCode } from '@checkout/schemas/country-code';
import { type Currency, MAXIMUM_TAXED_CENTS } from '@checkout/schemas/money';
import type { PricingMode } from '@checkout/schemas/product';
import { taxWithin } from '@checkout/schemas/tax';
import { sql } from 'drizzle-orm';
import { AppError, found } from '../app-error.ts';
import { sessions } from '../db/schema.ts';
import type { SessionRow } from '../db/sessions.ts';
import { prepared, selected } from '../db/statements.ts';
import type { Deps } from '../deps.ts';
import type { TaxPlace } from './tax-rates.ts';

const pricing = prepared<Pick<SessionRow, 'subtotal' | 'currency' | 'pricingMode'>, { id: string }>(
  'find_session_price',
  sql`select ${selected(sessions, { names: ['subtotal', 'currency', 'pricingMode'] })} from sessions where id = ${sql.placeholder('id')}`,
);

/** `checkout.quote`: what a session would cost with tax, as far as Inflow says the rate. */
export async function quote(deps: Deps, { sessionId, ...basis }: QuoteInput): Promise<Quote> {
  const [price] = await pricing(deps.db, { id: sessionId });
  const known = found(price ?? null);
  return quoteFor({ ...known, basis, rate: await rateOf(deps, basis, sessionId) });
}

/** Null where it is not known (yet). @throws AppError `SLOW_DOWN` */
async function rateOf(deps: Deps, basis: QuoteBasis, sessionId: string): Promise<number | null> {
  if (isReverseCharged(basis)) return 0;
  const place = taxPlaceOf(basis);
  return place === null ? null : rateFor(deps, place, sessionId);
}

/** Null where Inflow does not say it: a checkout must work without (inflow/README, "Tax"). @throws AppError `SLOW_DOWN` */
async function rateFor({ taxRates }: Deps, place: TaxPlace, sessionId: string): Promise<number | null> {
  return taxRates.rate(place, sessionId).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.reason === 'SLOW_DOWN') throw error;
    return null;
  });
}

/**
 * What a quote asks the rate of: the country, and in the United States the ZIP code; null before that is typed, because the country as a whole has
 * no rate. Inflow takes a payment from
 * any other country without a postal code (inflow/README, "Create a payment"), so it must be able to tax it by country alone. Where it
 * does use the code (a rate is documented for a French one as well), the payment's own total says so before it is confirmed.
 */
function taxPlaceOf({ billingCountry: country, postalCode = '' }: QuoteBasis): TaxPlace | null {
  if (!requiresPostalCode(country)) return { country };
  const zip = /^\d{5}(?=-|$)/.exec(postalCode)?.[0];
  return zip === undefined ? null : { country, postalCode: zip };
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

/** Where the price is the total, that is known without the rate. */
export function quoteFor(of: {
  subtotal: number;
  currency: Currency;
  pricingMode: PricingMode;
  basis: Basis;
  rate: number | null;
}): Quote {
  const { subtotal, currency, pricingMode, basis } = of;
  const isTotal = pricingMode === 'TAX_INCLUSIVE';
  const reverseCharge = isReverseCharged(basis);
  const said = reverseCharge ? 0 : of.rate;
  // No tax makes a total that large: what was said is no rate, and the created payment's own total decides.
  const isRate = said !== null && subtotal + taxOn(subtotal, said) <= MAXIMUM_TAXED_CENTS;
  const rate = isRate ? said : null;
  const tax = rate === null ? null : isTotal ? taxWithin(subtotal, rate) : taxOn(subtotal, rate);
  const total = isTotal ? subtotal : tax === null ? null : subtotal + tax;
  return {
    currency,
    pricingMode,
    subtotal,
    tax,
    total,
    rate,
    taxCountry: basis.billingCountry,
    reverseCharge,
  };
}
