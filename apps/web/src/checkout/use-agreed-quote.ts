import type { Outcome } from '@checkout/schemas/outcome';
import { useEffect, useState } from 'react';
import type { TaxBasisValues } from '../pay-form/tax-basis.ts';
import { type QuoteState, useQuote } from '../pay-form/use-quote.ts';
import { isTotalChanged, withChangedTotal } from './changed-total.ts';
import { outcomeKey } from './outcome-key.ts';

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
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer, not for each render
  useEffect(() => {
    if (changed !== null) retry();
  }, [changed]);

  // What was said about one country or tax id says nothing about another.
  if (changed === null || answered.basisKey !== basisKey || state.quote === undefined) return state;
  return { ...state, quote: withChangedTotal(state.quote, outcome) };
}
