import type { RefundResult } from '@checkout/schemas/console-action';
import type { Messages } from '../messages/messages.ts';
import type { ActionResult } from './action-dialog.tsx';

/** Only what Inflow has taken is called sent. */
export function refundResult({ outcome }: RefundResult, { action }: Messages): ActionResult {
  return { tone: outcome === 'sent' ? 'good' : 'wait', sentence: action.refund[outcome] };
}
