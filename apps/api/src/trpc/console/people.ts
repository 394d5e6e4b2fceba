import { doneSchema } from '@checkout/schemas/console-action';
import {
  auditPageSchema,
  listAuditSchema,
  peopleSchema,
  personActionSchema,
} from '@checkout/schemas/console-operator';
import { listAudit } from '../../operators/audit-list.ts';
import { listPeople, setBlocked, signOutPerson } from '../../operators/people.ts';
import { consoleRouterOf, permittedProcedure } from '../console-procedures.ts';

const procedure = permittedProcedure('people');

export const peopleRouter = consoleRouterOf({
  list: procedure.output(peopleSchema).query(({ ctx }) => listPeople(ctx.deps)),

  block: procedure
    .input(personActionSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      await setBlocked(ctx.deps, ctx.acting, { ...input, blocked: true });
      return { done: true };
    }),

  unblock: procedure
    .input(personActionSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      await setBlocked(ctx.deps, ctx.acting, { ...input, blocked: false });
      return { done: true };
    }),

  signOut: procedure
    .input(personActionSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      await signOutPerson(ctx.deps, ctx.acting, input);
      return { done: true };
    }),

  audit: procedure
    .input(listAuditSchema)
    .output(auditPageSchema)
    .query(({ ctx, input }) => listAudit(ctx.deps, input)),
});
