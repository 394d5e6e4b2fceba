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
import { type SessionView, sessionViewSchema } from '@checkout/schemas/session';
import { tracked } from '@trpc/server';
import { found } from '../app-error.ts';
import { eraseCard, sealedPayInputSchema } from '../attempts/card-input.ts';
import { createStoreSession } from '../checkout/create-session.ts';
import { agree, complete, pay } from '../checkout/pay.ts';
import { quote } from '../checkout/quote.ts';
import { findSessionView } from '../checkout/session-view.ts';
import { watchSession } from '../checkout/watch.ts';
import { siteOf } from '../fraud/network.ts';
import { actorOf } from './context.ts';
import { publicProcedure, refuseInUrl, router, sessionProcedure, storeProcedure } from './procedures.ts';

export const checkoutRouter = router({
  create: storeProcedure
    .meta({ turn: 'store' })
    .input(createCheckoutSchema)
    .output(createdSessionSchema)
    .mutation(({ ctx, input }) => createStoreSession(ctx.deps, input)),

  get: sessionProcedure(sessionRefSchema)
    .output(sessionViewSchema)
    .query(async ({ ctx, input }) => {
      const view = found(await findSessionView(ctx.deps, input.sessionId));
      ctx.deps.funnel?.note(input.sessionId, 'opened');
      return view;
    }),

  quote: sessionProcedure(quoteInputSchema)
    .output(quoteSchema)
    .query(async ({ ctx, input }) => {
      refuseInUrl(ctx, input, ['postalCode', 'taxId']);
      const quoted = await quote(ctx.deps, input);
      ctx.deps.funnel?.note(input.sessionId, 'quoted');
      return quoted;
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
  watch: publicProcedure.input(watchSchema).subscription(({ ctx, input, signal }) => {
    const { sessionId, follow: follows } = input;
    const last = Number(input.lastEventId ?? Number.NaN);
    const afterVersion = Number.isSafeInteger(last) ? last : null;
    const isService = ctx.caller.kind === 'service';
    // Before the stream begins, so that a refusal is not taken for a broken connection and tried again.
    const place = isService
      ? null
      : ctx.deps.watchPlaces?.take({ sessionId, network: siteOf(ctx.network), signal });
    return trackedViews(watchSession(ctx.deps, { sessionId, afterVersion, follows }, signal), place ?? null);
  }),
});

async function* trackedViews(views: AsyncIterable<SessionView>, place: Disposable | null) {
  using _ = place;
  for await (const view of views) yield tracked(String(view.version), sessionViewSchema.parse(view));
}
