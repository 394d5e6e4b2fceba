import { requiresPostalCode } from '@checkout/schemas/country-code';
import type { SessionView } from '@checkout/schemas/session';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readClientError } from '../client-error.ts';
import { quoteQuery } from '../queries.ts';
import { useClient } from '../trpc.ts';
import { type FormProblems, fieldProblemsOf } from './form-problems.ts';
import type { TaxBasisValues } from './tax-basis.ts';
import { type ShownTotals, totalsOfPrice, totalsOfQuote } from './totals.ts';

export type QuoteState = ShownTotals & { readonly problems: FormProblems };

/** The api asks Inflow for a rate of the United States with these digits alone. */
const ZIP = /^\s*\d{5}\s*(-|$)/;

export function useQuote(view: SessionView, basis: TaxBasisValues): QuoteState {
  const client = useClient();
  const postalCode = usePaused(basis.postalCode);
  const taxId = usePaused(basis.taxId);
  const known = basis.country !== '';
  const query = useQuery({
    ...quoteQuery(client, view.sessionId, { ...basis, postalCode, taxId }),
    enabled: known,
    placeholderData: keepPreviousData,
  });
  const typing = postalCode !== basis.postalCode || taxId !== basis.taxId;
  const isAnswered = !typing && !query.isPlaceholderData && (query.data !== undefined || query.isError);
  const fixed = totalsOfPrice(view);
  const totals = query.data === undefined ? fixed : totalsOfQuote(query.data);
  // A total that no country changes is there from the beginning.
  const waiting = known && !isAnswered && !(fixed !== undefined && totals?.taxIncluded === true);
  const taxLater = useTaxLater(JSON.stringify(basis), {
    waiting,
    hasNone: known && isAnswered && totals === undefined,
  });
  const read = query.isError ? readClientError(query.error) : null;
  return {
    totals: taxLater ? undefined : totals,
    updating: waiting && !taxLater,
    taxLater,
    needsZip: taxLater && requiresPostalCode(basis.country) && !ZIP.test(basis.postalCode),
    problems: read?.kind === 'refused' ? fieldProblemsOf(read.fieldErrors).problems : {},
  };
}

/** The api bounds its own call to Inflow at 4 s; this bounds the way to the api as well. */
const WITHOUT_QUOTE_AFTER_MS = 6_000;

/**
 * Whether the shopper goes on without a quote, because there is none for this basis or it does not come. That then stays so until the basis
 * changes: a late quote would put an amount on the button, and so make it the payment, while the shopper presses it.
 */
function useTaxLater(basis: string, { waiting, hasNone }: { waiting: boolean; hasNone: boolean }): boolean {
  const [state, setState] = useState({ basis, taxLater: hasNone });
  const taxLater = hasNone || (state.basis === basis && state.taxLater);
  if (state.basis !== basis || state.taxLater !== taxLater) setState({ basis, taxLater });

  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setState({ basis, taxLater: true }), WITHOUT_QUOTE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [basis, waiting]);
  return taxLater;
}

const PAUSE_MS = 400;

/** A typed text once the typing has paused; an emptied one immediately. */
function usePaused(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return text === '' ? '' : settled;
}
