/**
 * The states of an attempt; `attempts/states.ts` says which may follow which. Drawn in docs/adr/0002-two-phase-charge.md.
 *
 * The state is committed BEFORE the side effect that it announces, so that after a crash it shows what may have
 * happened at Inflow:
 *
 * - `creating`         a create may have been sent; the payment's id is not known
 * - `create_unknown`   the response to the create was lost
 * - `created`          the payment exists, unconfirmed: nothing is charged
 * - `awaiting_confirmation`  as `created`, and a service decides when to confirm (`payments.confirm`)
 * - `awaiting_agreement`  as `created`, and the shopper has not agreed to its total yet (`checkout.agree`)
 * - `requires_action`  as `created`, and the shopper is at the issuer's page (3DS challenge)
 * - `confirming`       a confirm may have been sent: the shopper may have been charged
 * - `confirm_unknown`  the response to the confirm was lost
 * - `succeeded`        charged, and the recorded payment of its session
 * - `reversed`         was charged, and is not any more: failed after authorisation, or refunded in full
 * - `declined`         refused; nothing charged
 * - `rejected`         Inflow refused the request itself; no payment was made
 * - `abandoned`        will never be confirmed
 * - `orphaned`         a stray charge: charged, but not the recorded payment of its session, or of another amount
 */
export const ATTEMPT_STATES = [
  'creating',
  'create_unknown',
  'created',
  'awaiting_confirmation',
  'awaiting_agreement',
  'requires_action',
  'confirming',
  'confirm_unknown',
  'succeeded',
  'reversed',
  'declined',
  'rejected',
  'abandoned',
  'orphaned',
] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];
