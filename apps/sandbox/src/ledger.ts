import type { Charge } from './control/types.ts';
import type { Payment } from './domain/payment.ts';
import type { Store } from './store/store.ts';
import type { Tenant } from './store/tenant.ts';

/** The charges of a tenant: what tests count to see whether money moved. */
export function createLedger(store: Store) {
  const change = (tenant: Tenant, paymentId: string, changes: (charge: Charge) => Partial<Charge>): void => {
    const index = tenant.charges.findIndex((charge) => charge.paymentId === paymentId);
    const charge = tenant.charges[index];
    if (charge !== undefined) store.saveCharge(tenant, { ...charge, ...changes(charge) }, index);
  };

  return {
    change,

    /** Adds or changes the charge that a change of a payment makes. */
    note(tenant: Tenant, before: Payment, after: Payment): void {
      if (before.depositStatus !== 'succeeded' && after.depositStatus === 'succeeded') {
        store.saveCharge(tenant, {
          paymentId: after.id,
          amount: after.amountTaxesIncluded ?? after.amountInCents,
          currency: after.currency,
          at: after.updatedAt,
          metadatas: after.metadatas,
          refundedAt: null,
          refundedAmount: 0,
          failedAt: null,
        });
        return;
      }
      const refunded = before.status !== 'FULLY_REFUNDED' && after.status === 'FULLY_REFUNDED';
      const failed = before.depositStatus === 'succeeded' && after.depositStatus === 'failed';
      if (!refunded && !failed) return;
      change(tenant, after.id, ({ amount }) =>
        refunded ? { refundedAt: after.updatedAt, refundedAmount: amount } : { failedAt: after.updatedAt },
      );
    },
  };
}
