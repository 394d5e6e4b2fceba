import type { AppRouter } from '@checkout/api/router';
import { quoteInputSchema } from '@checkout/schemas/checkout';
import { ERROR_REASONS, type ErrorReason } from '@checkout/schemas/error-code';
import { createTRPCClient, TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { CheckoutClient } from '../trpc.ts';
import { openSession, products, quoteFor, SESSION_ID } from './fixtures.ts';

/** What a procedure does in a state of the gallery: answer, refuse, fail to be reached, or stay silent. */
export type Reply =
  /** `afterPay`: what it answers once `checkout.pay` was called. */
  | { readonly answer: unknown; readonly afterPay?: unknown }
  | { readonly refuse: ErrorReason; readonly retryAfter?: number }
  | { readonly fail: 'network' }
  | { readonly fail: 'silence' };

export type Replies = Readonly<Record<string, Reply>>;

const unreachable: Reply = { fail: 'network' };
export const silence: Reply = { fail: 'silence' };
export const nothingAnswers: Replies = {
  'catalog.list': unreachable,
  'checkout.get': unreachable,
  'checkout.complete': unreachable,
};

/** A client that reaches no server. `onCall` is told of each call. */
export function createFixtureClient(
  replies: Replies,
  onCall: (path: string, input: unknown) => void = () => {},
): CheckoutClient {
  let paid = false;
  const link: TRPCLink<AppRouter> =
    () =>
    ({ op }) =>
      observable((observer) => {
        onCall(op.path, op.input);
        const reply = replies[op.path] ?? usualReply(op.path, op.input);
        if (op.path === 'checkout.pay') paid = true;
        if ('answer' in reply) {
          const data = paid && reply.afterPay !== undefined ? reply.afterPay : reply.answer;
          observer.next({ result: { type: 'data', data } });
          observer.complete();
        } else if ('refuse' in reply) {
          observer.error(refusal(reply.refuse, reply.retryAfter));
        } else if (reply.fail === 'network') {
          observer.error(new TRPCClientError('no network in the gallery'));
        }
      });
  return createTRPCClient<AppRouter>({ links: [link] });
}

function usualReply(path: string, input: unknown): Reply {
  switch (path) {
    case 'catalog.list':
      return { answer: products };
    case 'checkout.create':
      return { answer: { sessionId: SESSION_ID, url: `/checkout/${SESSION_ID}` } };
    case 'checkout.get':
      return { answer: openSession };
    case 'checkout.quote': {
      const { billingCountry, purchasingAsBusiness } = quoteInputSchema.parse(input);
      return { answer: quoteFor(billingCountry, purchasingAsBusiness) };
    }
    default:
      return silence;
  }
}

function refusal(reason: ErrorReason, retryAfter?: number): TRPCClientError<AppRouter> {
  const { httpStatus, outcomeKnown, advice } = ERROR_REASONS[reason];
  const data = {
    code: reason,
    httpStatus,
    reason,
    outcomeKnown,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    reference: 'req_gallery',
  };
  return new TRPCClientError(advice, { result: { error: { code: -32_603, message: advice, data } } });
}
