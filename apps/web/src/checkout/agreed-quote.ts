import type { Outcome } from '@checkout/schemas/outcome';
import { useEffect, useState } from 'react';
import type { TaxBasisValues } from '../pay-form/tax-basis.ts';
import { type FullQuote, type QuoteState, useQuote } from '../pay-form/use-quote.ts';
import { isTotalChanged, outcomeKey } from './session-view.ts';

/** What the shopper is asked to agree to: the quote, or after `total_changed` what Inflow said instead. */
export function useAgreedQuote(
  sessionId: string,
  basis: TaxBasisValues,
  outcome: Outcome | null,
): QuoteState {
  const state = useQuote(sessionId, basis);
  const changed =
    outcome?.status === 'declined' && isTotalChanged(outcome.decline) ? outcomeKey(outcome) : null;
  const basisKey = JSON.stringify(basis);
  const [answered, setAnswered] = useState({ changed, basisKey });
  if (answered.changed !== changed) setAnswered({ changed, basisKey });

  const { retry } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each outcome, not for each render
  useEffect(() => {
    if (changed !== null) retry();
  }, [changed]);

  // What was said about one country or tax id says nothing about another.
  if (changed === null || answered.basisKey !== basisKey || state.quote === undefined) return state;
  return { ...state, quote: withChangedTotal(state.quote, outcome) };
}

/**
 * The quote with the total that Inflow computed for the payment, which is the one that will be charged: it wins over
 * a quote that has not caught up, but only for the country that it was computed for.
 */
export function withChangedTotal(quote: FullQuote, outcome: Outcome | null): FullQuote {
  if (outcome?.status !== 'declined' || !isTotalChanged(outcome.decline)) return quote;
  const { payment } = outcome;
  const total = payment?.amountTaxesIncluded ?? null;
  if (payment === null || total === null || payment.currency !== quote.currency) return quote;
  if (payment.taxCountry !== null && payment.taxCountry !== quote.taxCountry) return quote;
  return {
    ...quote,
    total,
    tax: total - quote.subtotal,
    rate: payment.taxRateInPercentage ?? quote.rate,
    reverseCharge: quote.reverseCharge && total === quote.subtotal,
  };
}
