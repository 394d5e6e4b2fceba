import type { Deps } from '../deps.ts';
import { serviceContext } from './context.ts';
import { createCallerFactory } from './procedures.ts';
import { appRouter } from './router.ts';

/**
 * Calls the procedures without HTTP, as the named service: the same inputs, outputs and errors (`TRPCError` whose
 * `cause` is an `AppError`), the same records and audit trail.
 */
export function createInProcessCaller(deps: Deps, service: string) {
  return createCallerFactory(appRouter)(serviceContext(deps, service));
}
