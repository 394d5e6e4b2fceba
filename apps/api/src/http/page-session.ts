import { TRPCError } from '@trpc/server';
import { appRouter } from '../router.ts';
import type { Services } from '../services.ts';
import { createCallerFactory } from '../trpc.ts';
import { publicError } from '../trpc-error.ts';
import type { PageRequest } from './page-renderer.ts';

const createCaller = createCallerFactory(appRouter);

/** Reads a session for its page by `checkout.get` itself: the page then holds what that would answer, and no more. */
export function createReadSession(services: Services) {
  const caller = createCaller({ caller: { kind: 'anyone' }, client: null, services });
  return async (sessionId: string): Promise<PageRequest['session']> => {
    try {
      return await caller.checkout.get({ sessionId });
    } catch (error) {
      // An id of the wrong form is as missing as an unknown one.
      if (error instanceof TRPCError && ['NOT_FOUND', 'INVALID_INPUT'].includes(publicError(error).reason))
        return 'missing';
      throw error;
    }
  };
}
