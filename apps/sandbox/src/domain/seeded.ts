import type { SeedPayment } from '../control/types.ts';
import { declinedWith, findTestCard, testCards } from '../test-cards.ts';
import type { CardToken } from './card.ts';
import type { PaymentRecord, PaymentStatus, Terms } from './payment.ts';
import * as transition from './transitions.ts';

const plainCard = testCards[0]?.number ?? '';
const token = (does: CardToken['does']): CardToken => ({
  brand: 'Visa',
  bin: plainCard.slice(0, 6),
  last4: plainCard.slice(-4),
  does,
});

const terms = (autoConfirm: boolean): Terms => ({
  billingCountry: 'FR',
  postalCode: '75001',
  purchasingAsBusiness: false,
  businessName: undefined,
  taxId: undefined,
  pricingMode: 'TAX_EXCLUSIVE',
  autoConfirm,
  savePaymentMethod: false,
  threeDsSuccessUrl: undefined,
  threeDsFailureUrl: undefined,
});

/** The transitions after the charge that lead to a status. */
const stepsAfterCharge: Partial<Record<PaymentStatus, readonly ('due' | 'refund' | 'partial')[]>> = {
  CHECKOUT_SUCCESS: [],
  PAYMENT_RECEIVED: ['due'],
  PAYMENT_SUCCESS: ['due', 'due'],
  REFUND_PENDING: ['refund'],
  FULLY_REFUNDED: ['refund', 'due'],
  REFUND_FAILED: ['refund', 'due'],
  PARTIAL_REFUNDED: ['due', 'due', 'partial'],
};

/** A status that no API call leads to, as if set in Inflow's dashboard. */
function setByHand(record: PaymentRecord, status: PaymentStatus, at: number): PaymentRecord {
  const timestamp = new Date(at).toISOString();
  const timeline = [...record.payment.timeline, { status, timestamp }];
  return { ...record, due: null, payment: { ...record.payment, status, timeline, updatedAt: timestamp } };
}

/** A payment in the wanted status, made by the ordinary transitions. */
export function seededRecord(
  wanted: SeedPayment,
  ids: { readonly id: string; readonly customerId: string; readonly customerEmail: string },
  at: number,
  account: transition.Rules,
): { bare: PaymentRecord; record: PaymentRecord } {
  const { status } = wanted;
  // Seeded payments have the wanted status at once, however the account answers.
  const rules = { ...account, autoConfirmMs: 0, declinedConfirm: 'failed', refundAgain: '400' } as const;
  const price = wanted.amountInCents ?? 4999;
  const fields = {
    id: ids.id,
    products: [{ name: 'Seeded', price, quantity: 1 }],
    currency: wanted.currency ?? ('EUR' as const),
    customerEmail: ids.customerEmail,
    metadatas: wanted.metadatas ?? {},
  };
  const steps = stepsAfterCharge[status];
  const bare = transition.initiate({ ...fields, terms: terms(steps !== undefined) }, at, rules);
  const works = findTestCard(plainCard)?.does ?? declinedWith('card_declined');
  const does = status === 'PAYMENT_FAILED' ? declinedWith('card_declined') : works;
  const card = token(status === 'REFUND_FAILED' ? { ...does, refund: 'fails' } : does);
  const newSessionId = () => '';
  const begun = transition.begin(bare, at, { card, customerId: ids.customerId, newSessionId, rules });
  if (status === 'INITIATION' || status === 'PAYMENT_FAILED') return { bare, record: begun };
  if (steps === undefined) return { bare, record: setByHand(begun, status, at) };
  const record = steps.reduce((current, step) => {
    if (step === 'due') return transition.comeDue(current, at, rules);
    if (step === 'refund') return transition.refund(current, at, rules);
    return setByHand(current, 'PARTIAL_REFUNDED', at);
  }, begun);
  return { bare, record };
}
