import { doneSchema } from '@checkout/schemas/console-action';
import {
  type Me,
  mayDo,
  meSchema,
  PERMISSIONS,
  type Permission,
  signOutSchema,
} from '@checkout/schemas/console-operator';
import { inTransaction } from '../../db/database.ts';
import { endSessions, IDLE_MINUTES } from '../../operators/sessions.ts';
import { limitsOf, note } from '../../operators/signed-in.ts';
import { operatorProcedure } from '../console-procedures.ts';

export const me = operatorProcedure.output(meSchema).query(({ ctx }): Me => {
  const { operator, signedInAt, endsAt } = ctx.signedIn;
  const { consoleSettings, settings } = ctx.deps;
  return {
    operator,
    permissions: (Object.keys(PERMISSIONS) as Permission[]).filter((each) => mayDo(operator.role, each)),
    refundLimits: limitsOf(consoleSettings, operator.role),
    signedInAt: signedInAt.toISOString(),
    endsAt: endsAt.toISOString(),
    idleMinutes: IDLE_MINUTES,
    testMode: consoleSettings.testMode,
    publicUrl: settings.publicUrl,
  };
});

export const signOut = operatorProcedure
  .input(signOutSchema)
  .output(doneSchema)
  .mutation(async ({ ctx, input: { everywhere } }) => {
    const { operator, sessionHash } = ctx.signedIn;
    await inTransaction(ctx.deps.db, async (tx) => {
      await endSessions(tx, everywhere ? { operatorId: operator.operatorId } : { hash: sessionHash });
      await note(tx, ctx.acting, {
        action: everywhere ? 'operator.signed_out_everywhere' : 'operator.signed_out',
      });
    });
    ctx.forgetCookie();
    return { done: true };
  });
