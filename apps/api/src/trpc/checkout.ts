import {
  agreeInputSchema,
  createCheckoutSchema,
  createdSessionSchema,
  quoteInputSchema,
  quoteSchema,
  sessionRefSchema,
  watchSchema,
} from '@checkout/schemas/checkout';
import { outcomeSchema } from '@checkout/schemas/outcome';
import { sessionViewSchema } from '@checkout/schemas/session';
import { tracked } from '@trpc/server';
import { found } from '../app-error.ts';
import { eraseCard, sealedPayInputSchema } from '../attempts/card-input.ts';
import { createStoreSession } from '../checkout/create-session.ts';
import { agree, complete, pay } from '../checkout/pay.ts';
import { quote } from '../checkout/quote.ts';
import { findSessionView } from '../checkout/session-view.ts';
import { watchSession } from '../checkout/watch.ts';
import { actorOf } from './context.ts';
import { publicProcedure, refuseInUrl, router, sessionProcedure, storeProcedure } from './procedures.ts';

export const checkoutRouter = router({
  create: storeProcedure
    .input(createCheckoutSchema)
    .output(createdSessionSchema)
    .mutation(({ ctx, input }) => createStoreSession(ctx.deps, input)),

  get: sessionProcedure(sessionRefSchema)
    .output(sessionViewSchema)
    .query(async ({ ctx, input }) => found(await findSessionView(ctx.deps, input.sessionId))),

  quote: sessionProcedure(quoteInputSchema)
    .output(quoteSchema)
    .query(({ ctx, input }) => {
      refuseInUrl(ctx, input, ['postalCode', 'taxId']);
      return quote(ctx.deps, input);
    }),

  pay: sessionProcedure(sealedPayInputSchema)
    .meta({ carriesCard: true })
    .output(outcomeSchema)
    .mutation(async ({ ctx, input }) => {
      try {
        return await pay(ctx.deps, input, { actor: actorOf(ctx.caller), network: ctx.network });
      } finally {
        eraseCard(input);
      }
    }),

  agree: sessionProcedure(agreeInputSchema)
    .output(outcomeSchema)
    .mutation(({ ctx, input }) => agree(ctx.deps, input, actorOf(ctx.caller))),

  complete: sessionProcedure(sessionRefSchema)
    .output(outcomeSchema)
    .mutation(({ ctx, input }) => complete(ctx.deps, input.sessionId, actorOf(ctx.caller))),

  /** Yields the session as it stands and after each change; the event id is its `version`. */
  watch: publicProcedure.input(watchSchema).subscription(async function* ({ ctx, input, signal }) {
    const last = Number(input.lastEventId ?? Number.NaN);
    const afterVersion = Number.isSafeInteger(last) ? last : null;
    const { sessionId, follow: follows } = input;
    const views = watchSession(ctx.deps, { sessionId, afterVersion, follows }, signal);
    for await (const view of views) yield tracked(String(view.version), sessionViewSchema.parse(view));
  }),
});
