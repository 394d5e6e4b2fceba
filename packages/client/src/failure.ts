import { TRPCClientError } from '@trpc/client';
import { CheckoutError, type FieldErrors } from './checkout-error.ts';

type Call = {
  readonly type: 'query' | 'mutation' | 'subscription';
  /** `sessions.create` */
  readonly path: string;
  /** The caller has aborted it. */
  readonly aborted: boolean;
  /** The body of a refused subscription, which an EventSource does not read. */
  readonly refusal?: Refusal | undefined;
};

/** A response that is not the checkout's. */
export class ForeignResponse extends Error {
  readonly httpStatus: number;

  constructor(httpStatus: number) {
    super(`HTTP ${httpStatus} without JSON`);
    this.httpStatus = httpStatus;
  }
}

export type Refusal = { readonly httpStatus: number; readonly body: unknown };

/** What became of a call. The token and the input are not in it: errors are logged. */
export function failureOf(error: unknown, { type, path, aborted, refusal }: Call): CheckoutError {
  const shape = refusal === undefined ? shapeOf(error) : field(refusal.body, 'error');
  const data = field(shape, 'data');
  const reason = field(data, 'reason');
  if (typeof reason === 'string') {
    return new CheckoutError(`${path}: ${text(field(shape, 'message')) ?? reason}`, {
      reason,
      outcomeKnown: field(data, 'outcomeKnown') === true,
      fieldErrors: (field(data, 'fieldErrors') ?? {}) as FieldErrors,
      httpStatus: number(field(data, 'httpStatus')),
      retryAfter: number(field(data, 'retryAfter')),
      reference: text(field(data, 'reference')),
    });
  }
  const cause = error instanceof TRPCClientError ? error.cause : error;
  const facts = { outcomeKnown: type !== 'mutation', fieldErrors: {}, retryAfter: null, reference: null };
  if (aborted)
    return new CheckoutError(
      `${path}: aborted by the caller.`,
      { ...facts, reason: 'ABORTED', httpStatus: null },
      { cause },
    );
  const httpStatus = refusal?.httpStatus ?? (cause instanceof ForeignResponse ? cause.httpStatus : null);
  const what =
    httpStatus === null ? 'no response came' : `HTTP ${httpStatus}, and no response of the checkout`;
  return new CheckoutError(
    `${path}: ${what}. Check the URL and the network.${type === 'mutation' ? ' Repeat the call with the same key, or read the payment.' : ''}`,
    { ...facts, reason: 'NO_RESPONSE', httpStatus },
    { cause },
  );
}

const shapeOf = (error: unknown): unknown => (error instanceof TRPCClientError ? error.shape : undefined);

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
const number = (value: unknown) => (typeof value === 'number' ? value : null);
const text = (value: unknown) => (typeof value === 'string' ? value : null);
