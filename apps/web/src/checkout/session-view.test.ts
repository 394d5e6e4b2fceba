import { QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { createFixtureClient } from '../gallery/fixture-client.ts';
import { agreement, declined, openSession as open, reversed, succeeded } from '../gallery/fixtures.ts';
import { createQueryClient, sessionQuery } from '../queries.ts';
import { newerView, withOutcome } from './session-view.ts';

describe('views that overtake each other', () => {
  it('lets the newer one stay', () => {
    const newer = { ...open, version: open.version + 1 };
    expect(newerView(newer, open)).toBe(newer);
    expect(newerView(open, newer)).toBe(newer);
    expect(newerView(undefined, open)).toBe(open);
  });

  it('never takes "paid" back', () => {
    const paid = withOutcome(open, succeeded('CHECKOUT_SUCCESS'));
    expect(newerView(paid, { ...open, status: 'processing', version: 9 })).toBe(paid);
  });

  it('takes "paid" back only for its reversal, which nothing older undoes', () => {
    const paid = { ...withOutcome(open, succeeded('CHECKOUT_SUCCESS')), version: 3 };
    const taken = { ...withOutcome(paid, reversed('PAYMENT_FAILED')), version: 4 };
    expect(taken.status).toBe('reversed');
    expect(newerView(paid, taken)).toBe(taken);
    expect(newerView(taken, paid)).toBe(taken);
    expect(newerView(taken, { ...open, version: 9 })).toBe(taken);
  });

  it('opens the session again after a decline, and for a total to agree to', () => {
    for (const outcome of [declined('card_declined'), agreement()])
      expect(withOutcome({ ...open, status: 'processing' }, outcome).status).toBe('open');
  });
});

describe('the session that the page keeps', () => {
  it('is not replaced by an older view, neither by a query nor by an update', async () => {
    const older = { ...open, version: 2 };
    const newer = { ...open, version: 3 };
    const queryClient = createQueryClient();
    const query = sessionQuery(createFixtureClient({ 'checkout.get': { answer: older } }), open.sessionId);
    const observer = new QueryObserver(queryClient, query);
    const stop = observer.subscribe(() => {});
    queryClient.setQueryData(query.queryKey, newer);
    await observer.refetch();
    expect(queryClient.getQueryData(query.queryKey)).toEqual(newer);
    queryClient.setQueryData(query.queryKey, older);
    expect(queryClient.getQueryData(query.queryKey)).toEqual(newer);
    stop();
    queryClient.clear();
  });
});
