import { CONSOLE_ERROR_REASONS, type ConsoleReason } from '@checkout/schemas/console-error';
import { mayDo, type Permission } from '@checkout/schemas/console-operator';
import { ERROR_REASONS } from '@checkout/schemas/error-code';
import type { FieldErrors } from '@checkout/schemas/field-problem';
import { initTRPC, TRPCError } from '@trpc/server';
import { AppError } from '../app-error.ts';
import { isDatabaseDown } from '../db/database-down.ts';
import { ConsoleError } from '../operators/console-error.ts';
import type { Acting, ConsoleDeps, SignedIn } from '../operators/signed-in.ts';
import { CODE_BY_STATUS, publicError, toTrpcError } from './errors.ts';

export type ConsoleContext = {
  readonly deps: ConsoleDeps;
  /** Null without a session that has not ended. */
  readonly signedIn: SignedIn | null;
  /** The network that the call came from, as in `Acting`. */
  readonly address: string | null;
  readonly requestId: string;
  /** Has the browser forget its session's token. */
  readonly forgetCookie: () => void;
};

/** `error.data` of a response of the console. */
export type ConsoleErrorData = {
  code: string;
  httpStatus: number;
  outcomeKnown: boolean;
  reason: ConsoleReason;
  /** Leads to the line of the log. */
  reference: string;
  fieldErrors?: FieldErrors;
  retryAfter?: number;
};

const t = initTRPC.context<ConsoleContext>().create({
  isDev: false,
  // A closed table of errors, as for services: no upstream texts, stacks or rejected input.
  errorFormatter({ shape, error, ctx }) {
    const known: { reason: ConsoleReason; fieldErrors?: FieldErrors; retryAfter?: number } =
      error.cause instanceof ConsoleError ? { reason: error.cause.reason } : publicError(error);
    const { httpStatus, advice, outcomeKnown } = reasons[known.reason];
    const reference = ctx?.requestId ?? '';
    const data: ConsoleErrorData = { code: shape.data.code, httpStatus, outcomeKnown, ...known, reference };
    return { code: shape.code, message: advice, data };
  },
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
});

const reasons = { ...ERROR_REASONS, ...CONSOLE_ERROR_REASONS };

const withKnownErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof AppError) throw toTrpcError(cause);
  if (cause instanceof ConsoleError) {
    const { httpStatus, advice } = CONSOLE_ERROR_REASONS[cause.reason];
    throw new TRPCError({ code: CODE_BY_STATUS[httpStatus], message: advice, cause });
  }
  if (isDatabaseDown(cause)) throw toTrpcError(new AppError('UNAVAILABLE'));
  return result;
});

export const consoleRouterOf = t.router;

/** For a person who is signed in. `acting`: who is noted for what the call does. */
export const operatorProcedure = t.procedure.use(withKnownErrors).use(({ ctx, next }) => {
  const { signedIn, address } = ctx;
  if (signedIn === null) throw new ConsoleError('NOT_SIGNED_IN');
  const acting: Acting = { operator: signedIn.operator, address };
  return next({ ctx: { signedIn, acting } });
});

/** For a person whose role has the permission. Checked before the input is parsed. */
export const permittedProcedure = (permission: Permission) =>
  operatorProcedure.use(({ ctx, next }) => {
    if (!mayDo(ctx.signedIn.operator.role, permission)) throw new ConsoleError('NOT_ALLOWED');
    return next();
  });
