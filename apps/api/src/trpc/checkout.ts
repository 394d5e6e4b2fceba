import {
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
import { eraseCard, sealedPayInputSchema } from '../attempts/card-input.ts';
import { publicProcedure, router, sessionProcedure } from './procedures.ts';

export const checkoutRouter = router({
  create: publicProcedure
    .input(createCheckoutSchema)
    .output(createdSessionSchema)
    .mutation(({ ctx, input }) => ctx.services.checkout.create(input)),

  get: sessionProcedure(sessionRefSchema)
    .output(sessionViewSchema)
    .query(({ ctx, input }) => ctx.services.checkout.get(input.sessionId)),

  quote: sessionProcedure(quoteInputSchema)
    .output(quoteSchema)
    .query(({ ctx, input }) => ctx.services.checkout.quote(input)),

  pay: sessionProcedure(sealedPayInputSchema)
    .meta({ carriesCard: true })
    .output(outcomeSchema)
    .mutation(async ({ ctx, input }) => {
      try {
        return await ctx.services.checkout.pay(input, ctx.client);
      } finally {
        eraseCard(input);
      }
    }),

  complete: sessionProcedure(sessionRefSchema)
    .output(outcomeSchema)
    .mutation(({ ctx, input }) => ctx.services.checkout.complete(input.sessionId)),

  /** Yields the session as it stands and after each change; the event id is its `version`. */
  watch: publicProcedure.input(watchSchema).subscription(async function* ({ ctx, input, signal }) {
    const last = Number(input.lastEventId ?? Number.NaN);
    const afterVersion = Number.isSafeInteger(last) ? last : null;
    const views = ctx.services.checkout.watch({ sessionId: input.sessionId, afterVersion }, signal);
    for await (const view of views) yield tracked(String(view.version), sessionViewSchema.parse(view));
  }),
});
