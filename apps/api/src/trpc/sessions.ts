import { createdSessionSchema, sessionRefSchema } from '@checkout/schemas/checkout';
import { createSessionSchema, listSessionsSchema, sessionPageSchema } from '@checkout/schemas/service';
import { serviceSessionSchema } from '@checkout/schemas/session';
import { router, serviceProcedure } from './procedures.ts';

export const sessionsRouter = router({
  create: serviceProcedure('pay')
    .input(createSessionSchema)
    .output(createdSessionSchema)
    .mutation(({ ctx, input }) => ctx.services.sessions.create(input, ctx.service)),

  get: serviceProcedure('read')
    .input(sessionRefSchema)
    .output(serviceSessionSchema)
    .query(({ ctx, input }) => ctx.services.sessions.get(input.sessionId)),

  list: serviceProcedure('read')
    .input(listSessionsSchema)
    .output(sessionPageSchema)
    .query(({ ctx, input }) => ctx.services.sessions.list(input)),

  expire: serviceProcedure('pay')
    .input(sessionRefSchema)
    .output(serviceSessionSchema)
    .mutation(({ ctx, input }) => ctx.services.sessions.expire(input.sessionId, ctx.service)),
});
