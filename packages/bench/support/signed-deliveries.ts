import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '@checkout/e2e/support/paths';
import { svixHeaders } from '@checkout/e2e/support/svix-headers';

export const WEBHOOK_KEY = Buffer.from('only for the benchmarks of webhooks');
export const WEBHOOK_SECRET = `whsec_${WEBHOOK_KEY.toString('base64')}`;

export type Signed = { readonly body: string; readonly headers: Record<string, string> };

/** Inflow's documented example of a payment. */
const PAYMENT: object = JSON.parse(
  readFileSync(join(REPOSITORY, 'fixtures', 'inflow', 'payment.authorized.json'), 'utf8'),
);

/**
 * Signed beforehand, so that the sender's own work is no part of what is measured. About these payments in turn; without
 * any, each about another one, which nobody knows.
 */
export function signedDeliveries(count: number, paymentIds: readonly string[] = []): Signed[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `msg_${randomUUID()}`;
    const payload = { ...PAYMENT, id: paymentIds[index % paymentIds.length] ?? `pay_${randomUUID()}` };
    const body = JSON.stringify({ data: [{ eventType: 'payment_status_updated', payload }] });
    const signature = svixHeaders({ key: WEBHOOK_KEY, id, body });
    const headers = { 'content-type': 'application/json', ...signature };
    return { body, headers };
  });
}
