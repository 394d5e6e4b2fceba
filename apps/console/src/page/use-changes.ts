import { useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useTRPC } from '../trpc.ts';
import { useVisible } from './use-visible.ts';

/** Reads lists and numbers again as payments change. */
export function useChanges(): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  useSubscription(
    trpc.console.search.changes.subscriptionOptions(undefined, {
      enabled: useVisible(),
      onData: () => queryClient.invalidateQueries(),
    }),
  );
}
