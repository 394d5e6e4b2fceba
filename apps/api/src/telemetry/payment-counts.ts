import { ACCEPTED_BRANDS } from '@checkout/schemas/card-brand';
import { isKnownDeclineCode } from '@checkout/schemas/decline';
import { Counter, Histogram, type Registry } from 'prom-client';
import { type AttemptFacts, isEnd, isUnknown, type RefundFacts, resolvedBy } from './payment-steps.ts';

/** Ends within a call, within 3DS, or by a job. */
const ATTEMPT_SECONDS = [1, 2.5, 5, 10, 30, 60, 300, 900, 3_600, 86_400];

const brands: ReadonlySet<string> = new Set(ACCEPTED_BRANDS);

/**
 * Counts committed steps. A transition is committed by one node, so the sum over all nodes counts it once; what a node that is killed
 * between commit and scrape has counted is lost, and the database is the record.
 */
export function createPaymentCounts(registry: Registry) {
  const registers = [registry];
  const payments = new Counter({
    name: 'checkout_payments_total',
    help: 'Attempts that have reached an end, by state, decline code and brand of the card.',
    labelNames: ['state', 'decline', 'brand'],
    registers,
  });
  const durations = new Histogram({
    name: 'checkout_attempt_seconds',
    help: "Time from an attempt's beginning to its end, 3DS included.",
    labelNames: ['state'],
    buckets: ATTEMPT_SECONDS,
    registers,
  });
  const unknown = new Counter({
    name: 'checkout_unknown_outcomes_total',
    help: 'Calls to Inflow whose outcome was not known: create, confirm, refund.',
    labelNames: ['call'],
    registers,
  });
  const resolved = new Counter({
    name: 'checkout_resolved_outcomes_total',
    help: 'Unknown outcomes that were resolved, by call and the state that followed.',
    labelNames: ['call', 'state'],
    registers,
  });
  const refunds = new Counter({
    name: 'checkout_refunds_total',
    help: 'Steps of refunds, by the state that they led to.',
    labelNames: ['state'],
    registers,
  });
  // An alert needs the zero before the first.
  for (const call of ['create', 'confirm', 'refund']) unknown.inc({ call }, 0);
  return {
    moved(before: AttemptFacts, after: AttemptFacts): void {
      const { state, declineCode, cardBrand } = after;
      const call = resolvedBy(before, after);
      if (call !== null) resolved.inc({ call, state });
      if (isUnknown(state)) unknown.inc({ call: state === 'create_unknown' ? 'create' : 'confirm' });
      if (!isEnd(state)) return;
      payments.inc({ state, decline: boundedCode(declineCode), brand: boundedBrand(cardBrand) });
      durations.observe({ state }, (after.stepAt.getTime() - after.createdAt.getTime()) / 1000);
    },
    refundMoved(before: RefundFacts | null, { state }: RefundFacts): void {
      refunds.inc({ state });
      if (state === 'unknown') unknown.inc({ call: 'refund' });
      else if (before?.state === 'unknown' && state !== 'requested') resolved.inc({ call: 'refund', state });
    },
  };
}

function boundedCode(code: string | null): string {
  if (code === null) return 'none';
  return isKnownDeclineCode(code) ? code : 'other';
}

/** `none`: a saved card, whose brand only Inflow knows, or a charge that was adopted. */
function boundedBrand(brand: string | null): string {
  if (brand === null) return 'none';
  return brands.has(brand) ? brand : 'other';
}
