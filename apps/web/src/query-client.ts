import { ERROR_REASONS } from '@checkout/schemas/error-code';
import { QueryClient } from '@tanstack/react-query';
import { readClientError } from './client-error.ts';

const RETRIES = 2;

/** Only what another try can cure: nothing came back, or a part is down. */
export function isCurable(error: unknown): boolean {
  const read = readClientError(error);
  return read.kind === 'lost' || ERROR_REASONS[read.reason].httpStatus === 503;
}

export function mayRetryQuery(failures: number, error: unknown): boolean {
  return failures < RETRIES && isCurable(error);
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The browser's idea of being offline is often wrong; ask, and show what comes.
        networkMode: 'always',
        refetchOnReconnect: true,
        staleTime: 5_000,
        retry: mayRetryQuery,
        retryDelay: (failures) => 400 * 3 ** failures,
      },
      mutations: { networkMode: 'always', retry: 0 },
    },
  });
}
