import type { Quote } from '@checkout/schemas/checkout';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readClientError } from '../client-error.ts';
import { quoteQuery, unreadDelay } from '../queries.ts';
import { useClient } from '../trpc.ts';
import { type FormProblems, fieldProblemsOf } from './form-problems.ts';
import type { TaxBasisValues } from './tax-basis.ts';

/** A quote that says the total. */
export type FullQuote = Quote & { readonly tax: number; readonly total: number; readonly rate: number };

export type QuoteState = {
  /** The last known numbers; they stay while new ones are worked out. */
  readonly quote: FullQuote | undefined;
  /** Whether `quote` is not (yet) the one for what the form says. */
  readonly updating: boolean;
  readonly failed: boolean;
  readonly problems: FormProblems;
  readonly retry: () => void;
};

export function useQuote(sessionId: string, basis: TaxBasisValues): QuoteState {
  const client = useClient();
  const postalCode = usePaused(basis.postalCode);
  const taxId = usePaused(basis.taxId);
  const known = basis.country !== '';
  const query = useQuery({
    ...quoteQuery(client, sessionId, { ...basis, postalCode, taxId }),
    enabled: known,
    placeholderData: keepPreviousData,
    // Nothing can be paid without a total, so the shopper must not have to ask for it.
    refetchInterval: ({ state }) => unreadDelay(state),
  });
  const typing = postalCode !== basis.postalCode || taxId !== basis.taxId;
  const read = query.isError ? readClientError(query.error) : null;
  return {
    quote: query.data !== undefined && isFull(query.data) ? query.data : undefined,
    updating: known && !query.isError && (typing || query.isPlaceholderData || query.data === undefined),
    failed: query.isError && query.data === undefined,
    problems: read?.kind === 'refused' ? fieldProblemsOf(read.fieldErrors).problems : {},
    retry: () => void query.refetch(),
  };
}

function isFull(quote: Quote): quote is FullQuote {
  return quote.tax !== null && quote.total !== null && quote.rate !== null;
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
