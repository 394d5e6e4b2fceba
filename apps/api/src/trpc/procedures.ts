import { ERROR_REASONS } from '@checkout/schemas/error-code';
import { sessionIdSchema } from '@checkout/schemas/session';
import { initTRPC, type TRPCError } from '@trpc/server';
import * as z from 'zod/mini';
import { AppError } from '../app-error.ts';
import { currentScope } from '../call-scope.ts';
import type { Actor } from '../db/audit.ts';
import { isDatabaseDown } from '../db/database-down.ts';
import { findTraceParent } from '../db/sessions.ts';
import type { Deps } from '../deps.ts';
import { assertOwned } from '../service/owned.ts';
import { withoutPayingIds } from '../service/paying-ids.ts';
import type { Scope } from '../service-tokens.ts';
import type { RunningSpan } from '../telemetry/tracing.ts';
import type { Caller, Context } from './context.ts';
import { isOutcomeKnown, type PublicError, publicError, toTrpcError } from './errors.ts';

type Meta = {
  /** What a service's token must have for it. */
  readonly scope?: Scope;
  /** What a subscription yields, for `/openapi.json`. */
  readonly yields?: z.ZodMiniType;
  /** Its request is refused as GET and in a batch. */
  readonly carriesCard?: true;
  /** Refused before shoppers in checkout when a node has too much to do, in the order of `TURNS`. */
  readonly turn?: 'store' | 'new' | 'read';
};

/** `error.data` of a response. */
export type ErrorData = PublicError & {
  code: string;
  httpStatus: number;
  outcomeKnown: boolean;
  /** Leads to the line of the log. */
  reference: string;
};

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isDev: false,
    // The client gets our own closed table of errors: no upstream texts, stacks or rejected input.
    errorFormatter({ shape, error, ctx }) {
      const known = publicError(error);
      const { httpStatus, advice } = ERROR_REASONS[known.reason];
      const outcomeKnown = isOutcomeKnown(known.reason, known.retryAfter);
      const reference = ctx?.requestId ?? currentScope().requestId ?? '';
      const data: ErrorData = { code: shape.data.code, httpStatus, outcomeKnown, ...known, reference };
      return { code: shape.code, message: advice, data };
    },
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  });

/** A subscription lasts as long as its page is open. */
const measured = t.middleware(async ({ ctx, path, type, next, getRawInput }) => {
  if (type === 'subscription') return next();
  const { measures, tracing } = ctx.deps;
  const call = async (span: RunningSpan | null) => {
    const begun = performance.now();
    const result = await next();
    const outcome = result.ok ? 'ok' : failureOf(result.error);
    measures.procedure(path, outcome, performance.now() - begun);
    if (!result.ok && outcome === 'failed') span?.fail(publicError(result.error).reason);
    return result;
  };
  if (!tracing.isOn) return call(null);
  const parent = ctx.traceParent ?? (await traceOfSession(ctx.deps, await getRawInput()));
  const attributes = { 'checkout.request': ctx.requestId };
  return tracing.span(path, { kind: 'server', parent, attributes }, call);
});

/** A shopper's browser knows nothing of the trace in which the merchant's service made the session: it is kept with it. */
async function traceOfSession({ db }: Deps, input: unknown): Promise<string | null> {
  const { success, data } = ofSession.safeParse(input);
  // Without the database the procedure says so itself.
  return success ? findTraceParent(db, data.sessionId).catch(() => null) : null;
}

const ofSession = z.object({ sessionId: sessionIdSchema });

const failureOf = (error: TRPCError) =>
  ERROR_REASONS[publicError(error).reason].httpStatus < 500 ? 'refused' : 'failed';

/** PHP writes an empty object as a list, and some clients a call without input as null. */
const isNothing = (raw: unknown) =>
  raw === undefined || raw === null || (Array.isArray(raw) && raw.length === 0);

const withAppErrors = t.middleware(async ({ next, getRawInput }) => {
  const result = await next({
    getRawInput: async () => {
      const raw = await getRawInput();
      return isNothing(raw) ? {} : raw;
    },
  });
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof AppError) throw toTrpcError(cause);
  if (isDatabaseDown(cause)) throw toTrpcError(new AppError('UNAVAILABLE'));
  return result;
});

export const { router, createCallerFactory } = t;

/** The names of a router's procedures that take a card. */
export function cardProcedures(of: AnyRouter): ReadonlySet<string> {
  return new Set(metaOf(of).flatMap(([name, { carriesCard }]) => (carriesCard === true ? [name] : [])));
}

/** The names of a router's procedures that are not called in a batch of several: they create or change something. */
export function aloneProcedures({ _def }: AnyRouter): ReadonlySet<string> {
  const all: [string, { _def: { type?: string } }][] = Object.entries(_def.procedures);
  return new Set(
    all.flatMap(
      ([
        name,
        {
          _def: { type },
        },
      ]) => (type === 'mutation' ? [name] : []),
    ),
  );
}

type AnyRouter = ReturnType<typeof router>;

/** The turn of each of a router's procedures that has one. */
export function turnsOf(of: AnyRouter): ReadonlyMap<string, 'store' | 'new' | 'read'> {
  return new Map(
    metaOf(of).flatMap(([name, { turn }]) => (turn === undefined ? [] : [[name, turn] as const])),
  );
}

function metaOf({ _def }: AnyRouter): readonly (readonly [string, Meta])[] {
  const all: [string, { _def: { meta?: unknown } }][] = Object.entries(_def.procedures);
  return all.map(([name, procedure]) => [name, (procedure._def.meta as Meta | undefined) ?? {}]);
}

/** For anyone. */
export const publicProcedure = t.procedure.use(measured).use(withAppErrors);

/** For anyone, where the demo store is open; without it there is no such procedure. */
export const storeProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.deps.settings.store) throw new AppError('NOT_FOUND');
  return next();
});

/**
 * For the holder of the session's id, which is the permission: the input has it. One schema for all of the input, because
 * each step of a procedure costs as much as its work.
 */
export const sessionProcedure = <Input extends Session>(input: Input) => publicProcedure.input(input);

type Session = z.ZodMiniType<{ sessionId: string }, { sessionId: string }>;

/**
 * For a query whose input may have personal data: with one of these fields it is answered by POST alone, because URLs are kept in
 * logs and histories.
 *
 * @throws AppError `METHOD_NOT_ALLOWED`
 */
export function refuseInUrl<Input>(ctx: Context, input: Input, fields: readonly (keyof Input)[]): void {
  if (ctx.inputIsInUrl && fields.some((field) => input[field] !== undefined))
    throw new AppError('METHOD_NOT_ALLOWED');
}

/**
 * For the merchant's own services, which show a token with the scope; the context then has the service's name. Checked
 * before the input is parsed. `mayPay`: whether the token may see ids that permit paying. `owner`: whose sessions and payments alone it may
 * see; null for all. What an input names by `sessionId` or `paymentId` is checked here, for every procedure.
 */
export const serviceProcedure = (scope: Scope) =>
  publicProcedure.meta({ scope }).use(async ({ ctx, next, getRawInput }) => {
    const { name: service, scopes, own } = serviceWith(scope, ctx.caller);
    const actor: Actor = `service:${service}`;
    const owner = own ? actor : null;
    if (owner !== null) await assertOwned(ctx.deps.db, await getRawInput(), owner);
    return next({ ctx: { service, actor, owner, mayPay: scopes.includes('pay') } });
  });

/** @throws AppError `UNAUTHORIZED`, `SLOW_DOWN` after many wrong tokens, `MISSING_SCOPE`. */
export function serviceWith(scope: Scope, caller: Caller): Extract<Caller, { kind: 'service' }> {
  if (caller.kind === 'service') {
    if (!caller.scopes.includes(scope)) throw new AppError('MISSING_SCOPE');
    return caller;
  }
  if (caller.retryAfter === null) throw new AppError('UNAUTHORIZED');
  throw new AppError('SLOW_DOWN', undefined, caller.retryAfter);
}

/** A session or payment, as the token of the call may see it. */
export function seenBy<View extends Parameters<typeof withoutPayingIds>[0]>(
  { mayPay }: { readonly mayPay: boolean },
  view: View,
): View {
  return mayPay ? view : withoutPayingIds(view);
}
