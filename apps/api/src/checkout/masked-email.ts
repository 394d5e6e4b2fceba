import type { Outcome } from '@checkout/schemas/outcome';
import type { SessionView } from '@checkout/schemas/session';

/** `a•••@example.com`: enough for its owner to recognise it. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, 1)}•••${address.slice(Math.max(at, 1))}`;
}

/** For one who has no more than an old link, which may have been forwarded, or lie in a history. */
export function withMaskedEmail(view: SessionView): SessionView {
  const { customerEmail, outcome } = view;
  return {
    ...view,
    customerEmail: customerEmail === null ? null : maskEmail(customerEmail),
    outcome: outcome === null ? null : withMaskedPayer(outcome),
  };
}

export function withMaskedPayer<Shown extends Outcome>(outcome: Shown): Shown {
  const { payment } = outcome;
  if (payment === null) return outcome;
  const { customerEmail } = payment;
  const masked = customerEmail === null ? null : maskEmail(customerEmail);
  return { ...outcome, payment: { ...payment, customerEmail: masked, business: null } };
}
