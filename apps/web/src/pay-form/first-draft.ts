import type { SessionView } from '@checkout/schemas/session';
import type { Draft } from './draft.ts';

/** What the form of a session begins with: what its service knows of the customer, else the country where the shopper probably is. */
export function firstDraft(
  { customerEmail, customer }: Pick<SessionView, 'customerEmail' | 'customer'>,
  country: string | null,
): Draft {
  return {
    email: customerEmail ?? '',
    name: customer?.name ?? '',
    country: customer?.billingCountry ?? country ?? '',
    postalCode: customer?.postalCode ?? '',
    business: Boolean(customer?.businessName ?? customer?.taxId),
    businessName: customer?.businessName ?? '',
    taxId: customer?.taxId ?? '',
  };
}
