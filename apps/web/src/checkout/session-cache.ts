import type { Outcome } from '@checkout/schemas/outcome';
import type { SessionView } from '@checkout/schemas/session';
import { notifyManager, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { sessionQuery } from '../queries.ts';
import { useClient } from '../trpc.ts';
import { withOutcome } from './session-view.ts';

export type SessionCache = {
  /** Takes a view that came by the subscription. */
  receive(view: SessionView): void;
  /** Takes the response of `checkout.pay` or `checkout.agree`; resolves once the page shows it. Then the session is read. */
  receiveOutcome(outcome: Outcome): Promise<void>;
  reread(): Promise<void>;
};

/** The one place where the page keeps its session; `sessionQuery` lets only newer views in. */
export function useSessionCache(sessionId: string): SessionCache {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMemo(() => {
    const { queryKey } = sessionQuery(client, sessionId);
    const reread = () => queryClient.invalidateQueries({ queryKey });
    return {
      receive: (view) => void queryClient.setQueryData(queryKey, view),
      async receiveOutcome(outcome) {
        // A reading that began before the response would show the state before it.
        await queryClient.cancelQueries({ queryKey });
        queryClient.setQueryData(queryKey, (current) => current && withOutcome(current, outcome));
        // A task of its own, behind the one that tells the page.
        await new Promise<void>((told) => notifyManager.schedule(told));
        void reread();
      },
      reread,
    };
  }, [client, queryClient, sessionId]);
}
