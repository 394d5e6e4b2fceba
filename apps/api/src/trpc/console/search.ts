import {
  changeSchema,
  paymentRowsSchema,
  searchPaymentsSchema,
  searchSessionsSchema,
  sessionRowsSchema,
} from '@checkout/schemas/console-search';
import { lastDecision } from '../../db/audit.ts';
import { EVENTS_KEY } from '../../events/signal.ts';
import { whileSignedIn } from '../../operators/live.ts';
import { searchPayments } from '../../operators/search/payments.ts';
import { searchSessions } from '../../operators/search/sessions.ts';
import { consoleRouterOf, permittedProcedure } from '../console-procedures.ts';

const procedure = permittedProcedure('view');

export const searchRouter = consoleRouterOf({
  payments: procedure
    .input(searchPaymentsSchema)
    .output(paymentRowsSchema)
    .query(({ ctx, input }) => searchPayments(ctx.deps, input)),

  sessions: procedure
    .input(searchSessionsSchema)
    .output(sessionRowsSchema)
    .query(({ ctx, input }) => searchSessions(ctx.deps, input)),

  /** Yields when payments may have changed. */
  changes: procedure.subscription(async function* ({ ctx, signal }) {
    const { deps, signedIn } = ctx;
    let seen: string | null = null;
    for await (const _ of whileSignedIn(deps, signedIn, { keys: [EVENTS_KEY], signal })) {
      const last = await lastDecision(deps.db);
      if (last === seen) continue;
      seen = last;
      yield changeSchema.parse({ at: deps.now().toISOString() });
    }
  }),
});
