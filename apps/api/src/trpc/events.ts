import { eventPageSchema, eventSchema, listEventsSchema, watchEventsSchema } from '@checkout/schemas/event';
import { tracked } from '@trpc/server';
import { listEvents, watchEvents } from '../service/events.ts';
import { router, serviceProcedure } from './procedures.ts';

export const eventsRouter = router({
  list: serviceProcedure('read')
    .input(listEventsSchema)
    .output(eventPageSchema)
    .query(({ ctx, input }) => listEvents(ctx.deps, input, ctx)),

  /** Yields events with their positions as event ids; a connection resumes behind the last that it got. */
  watch: serviceProcedure('read')
    .meta({ yields: eventSchema })
    .input(watchEventsSchema)
    .subscription(async function* ({ ctx, input, signal }) {
      const { lastEventId, after, ...asked } = input;
      const from = Number(lastEventId ?? after ?? 0);
      const ended = AbortSignal.any(signal === undefined ? [ctx.deps.stopping] : [ctx.deps.stopping, signal]);
      const watched = watchEvents(
        ctx.deps,
        { ...asked, after: Number.isSafeInteger(from) ? from : 0 },
        ctx,
        ended,
      );
      for await (const { position, event } of watched)
        yield tracked(String(position), eventSchema.parse(event));
    }),
});
