import { maskCardNumbers } from '@checkout/schemas/card-in-text';
import { isDigitsAlone, namesMerchantId } from '@checkout/schemas/merchant-id';
import type { InflowPayments } from '../deps.ts';

/** What Inflow makes by itself: masked, it would lead nowhere. */
const MADE_BY_INFLOW: ReadonlySet<string> = new Set([
  'id',
  'customerId',
  'subscriptionId',
  'threeDsSessionUrl',
  'createdAt',
  'updatedAt',
  'timestamp',
  'attemptedAt',
]);

/**
 * Inflow's calls with every card number masked in what they return: other programs on the account, or a person at Inflow, may have
 * typed one into a product's name, metadata or an error text, and what is read is kept and shown.
 */
export function withMaskedTexts(inflow: InflowPayments): InflowPayments {
  return {
    createPayment: async (...sent) => masked(await inflow.createPayment(...sent)),
    confirmPayment: async (...sent) => masked(await inflow.confirmPayment(...sent)),
    readPayment: async (...sent) => masked(await inflow.readPayment(...sent)),
    listPayments: async (...sent) => masked(await inflow.listPayments(...sent)),
    updatePayment: async (...sent) => masked(await inflow.updatePayment(...sent)),
    refundPayment: async (...sent) => masked(await inflow.refundPayment(...sent)),
    taxRate: (...sent) => inflow.taxRate(...sent),
  };
}

function masked<Value>(value: Value): Value {
  return maskedIn(value) as Value;
}

/** A merchant's own numbers came from its service (`metadatasSchema`). */
const isMerchantId = (name: string, value: unknown) =>
  typeof value === 'string' && isDigitsAlone(value) && namesMerchantId(name);

function maskedIn(value: unknown): unknown {
  if (typeof value === 'string') return maskCardNumbers(value);
  if (Array.isArray(value)) return value.map(maskedIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      maskCardNumbers(name),
      MADE_BY_INFLOW.has(name) || isMerchantId(name, each) ? each : maskedIn(each),
    ]),
  );
}
