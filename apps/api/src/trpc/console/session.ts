import {
  closeAttemptSchema,
  closedAttemptSchema,
  createdLinkSchema,
  createLinkSchema,
  doneSchema,
  expireSessionSchema,
  unblockedSchema,
  unblockSchema,
} from '@checkout/schemas/console-action';
import { closeAttempt, createLink, expire, unblock } from '../../operators/session-actions.ts';
import { consoleRouterOf, permittedProcedure } from '../console-procedures.ts';

export const attemptRouter = consoleRouterOf({
  close: permittedProcedure('closeAttempt')
    .input(closeAttemptSchema)
    .output(closedAttemptSchema)
    .mutation(({ ctx, input }) => closeAttempt(ctx.deps, ctx.acting, input)),
});

export const sessionRouter = consoleRouterOf({
  expire: permittedProcedure('expireSession')
    .input(expireSessionSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      await expire(ctx.deps, ctx.acting, input);
      return { done: true };
    }),

  createLink: permittedProcedure('paymentLink')
    .input(createLinkSchema)
    .output(createdLinkSchema)
    .mutation(({ ctx, input }) => createLink(ctx.deps, ctx.acting, input)),
});

export const shopperRouter = consoleRouterOf({
  unblock: permittedProcedure('unblock')
    .input(unblockSchema)
    .output(unblockedSchema)
    .mutation(({ ctx, input }) => unblock(ctx.deps, ctx.acting, input)),
});
