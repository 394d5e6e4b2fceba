import type { z } from 'zod';
import { alternatives } from './alternatives.ts';
import { type Call, type CallOptions, readerOf, unreadable } from './call.ts';
import { type InflowError, InflowValidationError } from './errors.ts';
import {
  listEntries,
  looksLikeWholePayment,
  SAVED_CARD_HOSTS,
  TAX_RATE_PATHS,
  TaxRateSchema,
  UPDATE_METHODS,
} from './inferred.ts';
import type { InflowHost, InflowOperation } from './operation.ts';
import { queryOf } from './operation-request.ts';
import { redact } from './redact.ts';
import {
  type CreatedPayment,
  CreatedPaymentSchema,
  type ListedPayment,
  ListedPaymentSchema,
  type Payment,
  PaymentSchema,
} from './wire.ts';
import { readEach } from './wire-fields.ts';
import {
  type CreatePaymentRequest,
  CreatePaymentRequestSchema,
  type RefundRequest,
  RefundRequestSchema,
  type UpdatePaymentRequest,
  UpdatePaymentRequestSchema,
} from './wire-requests.ts';

export type PaymentOperations = {
  /**
   * With a card to the card host only. With a saved card to the other host as well, after a refusal. Never retried after anything else:
   * Inflow has no idempotency, a second create is a second payment.
   */
  createPayment(input: CreatePaymentRequest, options?: CallOptions): Promise<CreatedPayment>;
  /** Never retried. Null when the response is not a whole payment: confirmed or not, read the payment. */
  confirmPayment(id: string, options?: CallOptions): Promise<Payment | null>;
  readPayment(id: string, options?: CallOptions): Promise<Payment>;
  /** One page, and the number of its entries that could not be read. */
  listPayments(
    page?: { page?: number | undefined; limit?: number | undefined },
    options?: CallOptions,
  ): Promise<{ payments: ListedPayment[]; unreadable: number }>;
  /** Before confirmation only. Sent as POST, and as PATCH where that is not served. Never retried. Null as for `confirmPayment`. */
  updatePayment(id: string, changes: UpdatePaymentRequest, options?: CallOptions): Promise<Payment | null>;
  /** Refunds in full. Never retried. Null as for `confirmPayment`. */
  refundPayment(id: string, refund?: RefundRequest, options?: CallOptions): Promise<Payment | null>;
  /** In percent: 20 is 20 %. */
  taxRate(
    where: { country: string; postalCode?: string | undefined },
    options?: CallOptions,
  ): Promise<{ taxRateInPercentage: number }>;
};

/** `timeoutMs`: of a call, where its options say no other. */
export function paymentOperations(call: Call, timeoutMs: number): PaymentOperations {
  const savedCardHost = alternatives(SAVED_CARD_HOSTS, timeoutMs, mayBeWrongHost);
  const updateMethod = alternatives(UPDATE_METHODS, timeoutMs, isNotServed);
  const taxRatePath = alternatives(TAX_RATE_PATHS, timeoutMs, isNotServed);

  return {
    async createPayment(input, options) {
      const { card, ...body } = checked(CreatePaymentRequestSchema, input, 'createPayment');
      const send = (host: InflowHost, within: CallOptions | undefined) =>
        call(
          {
            name: 'createPayment',
            host,
            method: 'POST',
            pathTemplate: '/api/server/payment',
            body,
            ...(card === undefined ? {} : { card }),
          },
          readerOf(CreatedPaymentSchema),
          within,
        );
      return card === undefined ? savedCardHost(send, options) : send('card', options);
    },

    async confirmPayment(id, options) {
      return call(
        {
          name: 'confirmPayment',
          host: 'api',
          method: 'POST',
          pathTemplate: '/api/server/payment/{id}/confirm',
          id,
        },
        wholePaymentOrNull(id),
        options,
      );
    },

    async readPayment(id, options) {
      return call(
        { name: 'readPayment', host: 'api', method: 'GET', pathTemplate: '/api/payment/{id}', id },
        (body) => {
          const parsed = PaymentSchema.safeParse(body);
          // The response must be about the payment that was asked for.
          return parsed.success && parsed.data.id === id ? parsed.data : unreadable;
        },
        options,
      );
    },

    async listPayments({ page, limit } = {}, options) {
      return call(
        {
          name: 'listPayments',
          host: 'api',
          method: 'GET',
          pathTemplate: '/api/payment',
          query: queryOf({ page, limit }),
        },
        (body) => {
          const entries = listEntries(body);
          if (entries === null) return unreadable;
          const listed = readEach(ListedPaymentSchema, entries);
          return { payments: listed.read, unreadable: listed.unreadable };
        },
        options,
      );
    },

    async updatePayment(id, changes, options) {
      const body = checked(UpdatePaymentRequestSchema, changes, 'updatePayment');
      return updateMethod(
        (method, within) =>
          call(
            {
              name: 'updatePayment',
              host: 'api',
              method,
              pathTemplate: '/api/server/payment/{id}',
              id,
              body,
            },
            wholePaymentOrNull(id),
            within,
          ),
        options,
      );
    },

    async refundPayment(id, refund = {}, options) {
      const body = checked(RefundRequestSchema, refund, 'refundPayment');
      return call(
        {
          name: 'refundPayment',
          host: 'api',
          method: 'POST',
          pathTemplate: '/api/payment/{id}/refund',
          id,
          body,
        },
        wholePaymentOrNull(id),
        options,
      );
    },

    async taxRate({ country, postalCode }, options) {
      const query = queryOf({ country, postalCode });
      return taxRatePath(
        (pathTemplate, within) =>
          call(
            { name: 'taxRate', host: 'api', method: 'GET', pathTemplate, query },
            readerOf(TaxRateSchema),
            within,
          ),
        options,
      );
    },
  };
}

function isNotServed({ kind }: InflowError): boolean {
  return kind === 'not_found';
}

/** The host that does not take a saved card may answer 400 as well, as it does for a customer without one. */
function mayBeWrongHost({ kind }: InflowError): boolean {
  return kind === 'not_found' || kind === 'validation';
}

function wholePaymentOrNull(id: string) {
  return (body: unknown): Payment | null => {
    const parsed = looksLikeWholePayment(body) ? PaymentSchema.safeParse(body) : null;
    return parsed?.success && parsed.data.id === id ? parsed.data : null;
  };
}

/** The documented fields of the input and no others. @throws InflowValidationError before anything is sent. */
function checked<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  operation: InflowOperation,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new InflowValidationError(
    { operation, httpStatus: null, requestSent: false },
    parsed.error.issues.map((issue) => ({
      field: redact(issue.path.map(String).join('.')) || null,
      message: redact(issue.message),
    })),
  );
}
