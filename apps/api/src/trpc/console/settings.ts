import { doneSchema } from '@checkout/schemas/console-action';
import { ROLES } from '@checkout/schemas/console-operator';
import {
  type ConsoleSettings,
  createdTokenSchema,
  createTokenSchema,
  revokeTokenSchema,
  settingsSchema,
  tokensSchema,
} from '@checkout/schemas/console-settings';
import { limitsOf } from '../../operators/signed-in.ts';
import { createToken, listTokens, revokeToken } from '../../operators/tokens.ts';
import { consoleRouterOf, permittedProcedure } from '../console-procedures.ts';

const procedure = permittedProcedure('tokens');

export const tokensRouter = consoleRouterOf({
  list: procedure.output(tokensSchema).query(({ ctx }) => listTokens(ctx.deps)),

  create: procedure
    .input(createTokenSchema)
    .output(createdTokenSchema)
    .mutation(({ ctx, input }) => createToken(ctx.deps, ctx.acting, input)),

  revoke: procedure
    .input(revokeTokenSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      await revokeToken(ctx.deps, ctx.acting, input);
      return { done: true };
    }),
});

/** As in docs/retention.md. */
const WEBHOOKS_DAYS = 30;
const COUNTED_ATTEMPTS_HOURS = 25;

export const settings = permittedProcedure('view')
  .output(settingsSchema)
  .query(({ ctx }): ConsoleSettings => {
    const { settings: of, consoleSettings } = ctx.deps;
    return {
      publicUrl: of.publicUrl,
      testMode: consoleSettings.testMode,
      store: of.store,
      confirmation: of.confirmation,
      orphanCharges: of.orphanCharges,
      returnOrigins: of.returnOrigins === null ? null : [...of.returnOrigins],
      unacknowledgedAfterMinutes: of.unacknowledgedAfterMinutes,
      retention: {
        unusedSessionsDays: of.keepUnusedSessionsDays,
        webhooksDays: WEBHOOKS_DAYS,
        countedAttemptsHours: COUNTED_ATTEMPTS_HOURS,
      },
      refundLimits: ROLES.filter((role) => role !== 'viewer').map((role) => ({
        role,
        limits: limitsOf(consoleSettings, role),
      })),
      signIn: consoleSettings.oidc === null ? 'link' : 'oidc',
    };
  });
