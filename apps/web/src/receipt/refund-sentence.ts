import type { Messages } from '../messages/messages.ts';

/** A receipt that was paid back says so. Statuses are Inflow's and open: all others say nothing. */
export function refundSentence(status: string, { receipt }: Messages): string | null {
  switch (status) {
    case 'REFUND_PENDING':
      return receipt.refundPending;
    case 'FULLY_REFUNDED':
      return receipt.refunded;
    case 'PARTIAL_REFUNDED':
      return receipt.partlyRefunded;
    default:
      return null;
  }
}
