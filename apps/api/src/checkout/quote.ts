import type { Quote, QuoteInput } from '@checkout/schemas/checkout';
import { isEuMember } from '@checkout/schemas/country';
import type { Currency } from '@checkout/schemas/money';
import { sql } from 'drizzle-orm';
import { found } from '../app-error.ts';
import { sessions } from '../db/schema.ts';
import type { SessionRow } from '../db/sessions.ts';
import { prepared, selected } from '../db/statements.ts';
import type { Deps } from '../deps.ts';

const pricing = prepared<Pick<SessionRow, 'subtotal' | 'currency'>, { id: string }>(
  'find_session_price',
  sql`select ${selected(sessions, { names: ['subtotal', 'currency'] })} from sessions where id = ${sql.placeholder('id')}`,
);

/** `checkout.quote`: what a session would cost with tax. */
export async function quote(deps: Deps, { sessionId, ...basis }: QuoteInput): Promise<Quote> {
  const [price] = await pricing(deps.db, { id: sessionId });
  const { subtotal, currency } = found(price ?? null);
  const rate = isReverseCharged(basis) ? 0 : await deps.taxRates.rate(basis.billingCountry, basis.postalCode);
  return quoteFor({ subtotal, currency, basis, rate });
}

/** Tax in cents of an amount in cents before tax, half a cent rounded up. Whole numbers only: 8.1 % is 8100 per 100 000. */
export function taxOn(amount: number, ratePercent: number): number {
  return Math.floor((amount * Math.round(ratePercent * 1000) + 50_000) / 100_000);
}

type Basis = { billingCountry: string; purchasingAsBusiness: boolean; taxId?: string | undefined };

/** A business purchase in the EU is reverse-charged: the buyer owes the tax, none is added (inflow/README, "Tax"). */
export function isReverseCharged(basis: Basis): boolean {
  return basis.purchasingAsBusiness && basis.taxId !== undefined && isEuMember(basis.billingCountry);
}

export function quoteFor(of: { subtotal: number; currency: Currency; basis: Basis; rate: number }): Quote {
  const reverseCharge = isReverseCharged(of.basis);
  const rate = reverseCharge ? 0 : of.rate;
  const tax = taxOn(of.subtotal, rate);
  return {
    currency: of.currency,
    subtotal: of.subtotal,
    tax,
    total: of.subtotal + tax,
    rate,
    taxCountry: of.basis.billingCountry,
    reverseCharge,
  };
}
