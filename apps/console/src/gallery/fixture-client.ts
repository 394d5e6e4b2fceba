import type { ConsoleRouter } from '@checkout/api/console-router';
import { CONSOLE_ERROR_REASONS, type ConsoleReason } from '@checkout/schemas/console-error';
import { ERROR_REASONS } from '@checkout/schemas/error-code';
import { createTRPCClient, TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { ConsoleClient, Outputs } from '../trpc.ts';

/** What a procedure does in a state of the gallery: answer, refuse, fail to be reached, or stay silent. */
type Reply<Answer> =
  | { readonly answer: Answer }
  | { readonly refuse: ConsoleReason }
  | { readonly fail: 'network' | 'silence' };

/** The procedures that stand in the contract's root; the others are in routers. */
type RootProcedure = 'me' | 'signOut' | 'overview' | 'settings';
type Routers = Omit<Outputs, RootProcedure>;
type InRouters = {
  [Router in keyof Routers & string]: {
    [Name in keyof Routers[Router] & string as `${Router}.${Name}`]: Routers[Router][Name];
  };
}[keyof Routers & string];
type Union<Of> = (Of extends unknown ? (each: Of) => void : never) extends (each: infer All) => void
  ? All
  : never;
type Answers = Pick<Outputs, RootProcedure> & Union<InRouters>;

/** By the procedure's name below `console`, each answer as the contract has it. */
export type Replies = { readonly [Path in keyof Answers]?: Reply<Answers[Path]> };

/** A client that reaches no server. `onCall` is told of each call. */
export function createFixtureClient(
  replies: Replies,
  onCall: (path: string, input: unknown) => void = () => {},
): ConsoleClient {
  const byPath = replies as Readonly<Record<string, Reply<unknown> | undefined>>;
  const link: TRPCLink<ConsoleRouter> =
    () =>
    ({ op }) =>
      observable((observer) => {
        const path = op.path.replace(/^console\./, '');
        onCall(path, op.input);
        // What is not named stays silent, as subscriptions do.
        const reply = byPath[path] ?? { fail: 'silence' };
        if ('answer' in reply) {
          observer.next({ result: { type: 'data', data: reply.answer } });
          observer.complete();
        } else if ('refuse' in reply) observer.error(refusal(reply.refuse));
        else if (reply.fail === 'network') observer.error(new TRPCClientError('no network in the gallery'));
      });
  return createTRPCClient<ConsoleRouter>({ links: [link] });
}

function refusal(reason: ConsoleReason): TRPCClientError<ConsoleRouter> {
  const { httpStatus, outcomeKnown, advice } = { ...ERROR_REASONS, ...CONSOLE_ERROR_REASONS }[reason];
  const data = { code: reason, httpStatus, outcomeKnown, reason, reference: 'req_gallery' };
  return new TRPCClientError(advice, { result: { error: { code: -32_603, message: advice, data } } });
}
