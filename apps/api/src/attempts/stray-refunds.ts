import { sql } from 'drizzle-orm';
import { MAY_REFUND_BY_ITSELF } from '../db/installation.ts';
import { prepared } from '../db/statements.ts';
import type { Deps } from '../deps.ts';
import { REFUNDABLE } from './decide-refund.ts';
import { INSTALLATION_KEY } from './payment-metadata.ts';
import { refundPayment } from './refunds.ts';

const A_RUN = 50;

const value = sql.placeholder;

/**
 * Stray charges that our own tables prove to be duplicates, or not agreed to: made by this installation, and either for a session
 * that another payment has paid, or of an amount or currency that differs from what the attempt was begun for. Where the price
 * includes the tax, the amount is the total: what Inflow calls the amount may be less (inflow/README, "Open points").
 */
const finding = prepared<{ id: string }, { installationId: string; refundable: string[]; limit: number }>(
  'find_proven_stray_charges',
  sql`
    select payment.id
    from payments as payment
    left join sessions as session on session.id = payment.session_id
    left join attempts as attempt on attempt.id = payment.attempt_id
    where ${MAY_REFUND_BY_ITSELF}
      and payment.orphan and payment.dismissed_at is null
      and payment.status = any(${value('refundable')})
      and not exists (select from refunds where payment_id = payment.id)
      and (
        payment.metadatas ->> ${sql.raw(`'${INSTALLATION_KEY}'`)} = ${value('installationId')}::text
        or (attempt.id is not null and not payment.metadatas ? ${sql.raw(`'${INSTALLATION_KEY}'`)})
      )
      and (
        (session.status = 'complete' and session.payment_id <> payment.id)
        or attempt.currency <> payment.currency
        or case attempt.pricing_mode
          when 'TAX_INCLUSIVE' then payment.amount_taxes_included not in (attempt.amount, coalesce(attempt.agreed_total, attempt.amount))
          else attempt.amount <> payment.amount
        end
      )
    order by payment.created_at
    limit ${value('limit')}::int`,
);

/** `ORPHAN_CHARGES=refund`: refunds what is proven. A person decides about the rest. */
export async function refundProvenStrays(deps: Deps): Promise<void> {
  const proven = await finding(deps.db, {
    installationId: deps.installation.id,
    refundable: [...REFUNDABLE],
    limit: A_RUN,
  });
  for (const { id: paymentId } of proven) {
    await refundPayment(deps, { paymentId, reason: 'duplicate charge', actor: 'reconciler' }).catch(
      (error: unknown) => {
        deps.log.error({ paymentId, err: error }, 'a stray charge could not be refunded');
      },
    );
  }
}
