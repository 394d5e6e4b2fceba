import { createdSessionSchema } from '@checkout/schemas/checkout';
import {
  acknowledgeSchema,
  createSessionSchema,
  listSessionsSchema,
  serviceSessionRefSchema,
  sessionPageSchema,
} from '@checkout/schemas/service';
import { serviceSessionSchema } from '@checkout/schemas/session';
import { acknowledge } from '../service/acknowledge.ts';
import { createServiceSession, expireSession, getSession, listServiceSessions } from '../service/sessions.ts';
import { router, seenBy, serviceProcedure } from './procedures.ts';

export const sessionsRouter = router({
  create: serviceProcedure('pay')
    .meta({ turn: 'new' })
    .input(createSessionSchema)
    .output(createdSessionSchema)
    .mutation(({ ctx, input }) => createServiceSession(ctx.deps, input, ctx.service)),

  get: serviceProcedure('read')
    .meta({ turn: 'read' })
    .input(serviceSessionRefSchema)
    .output(serviceSessionSchema)
    .query(async ({ ctx, input }) => seenBy(ctx, await getSession(ctx.deps, input.sessionId))),

  list: serviceProcedure('read')
    .meta({ turn: 'read' })
    .input(listSessionsSchema)
    .output(sessionPageSchema)
    .query(async ({ ctx, input }) => {
      const { sessions, nextCursor } = await listServiceSessions(ctx.deps, input, ctx.owner);
      return { sessions: sessions.map((session) => seenBy(ctx, session)), nextCursor };
    }),

  acknowledge: serviceProcedure('pay')
    .input(acknowledgeSchema)
    .output(serviceSessionSchema)
    .mutation(({ ctx, input }) => acknowledge(ctx.deps, input, ctx.service)),

  expire: serviceProcedure('pay')
    .input(serviceSessionRefSchema)
    .output(serviceSessionSchema)
    .mutation(({ ctx, input }) => expireSession(ctx.deps, input.sessionId, ctx.actor)),
});
