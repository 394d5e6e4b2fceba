import { createServices } from '../create-services.ts';
import type { Deps } from '../deps.ts';
import { SCOPES } from '../service/tokens.ts';
import { createCallerFactory } from './procedures.ts';
import { appRouter } from './router.ts';

/**
 * Calls the procedures without HTTP, as the named service: the same inputs, outputs and errors (`TRPCError` whose
 * `cause` is an `AppError`), the same journal and audit trail.
 */
export function createInProcessCaller(deps: Deps, service: string) {
  const createCaller = createCallerFactory(appRouter);
  return createCaller({
    caller: { kind: 'service', name: service, scopes: SCOPES },
    client: null,
    services: createServices(deps),
  });
}
