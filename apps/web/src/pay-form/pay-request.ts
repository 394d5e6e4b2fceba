import type { PayRequest } from '@checkout/schemas/checkout';
import { digitsOf } from '../card-form/digits.ts';
import { parseExpiry } from '../card-form/expiry.ts';
import type { FormValues } from './form-values.ts';
import { splitName } from './split-name.ts';

/** What the form asks for. Whether it is right is `payInputSchema`'s to say. */
export function toPayRequest(values: FormValues, ids: { sessionId: string; attemptKey: string }): PayRequest {
  return { ...ids, customer: customerOf(values), paymentMethod: paymentMethodOf(values) };
}

function customerOf(values: FormValues): PayRequest['customer'] {
  return {
    email: values.email,
    ...(values.method === 'card' ? splitName(values.name) : {}),
    billingCountry: values.country,
    postalCode: values.postalCode,
    purchasingAsBusiness: values.business,
    ...(values.business ? { businessName: values.businessName, taxId: values.taxId } : {}),
  };
}

function paymentMethodOf(values: FormValues): PayRequest['paymentMethod'] {
  switch (values.method) {
    case 'saved':
      return { type: 'saved' };
    case 'card': {
      const expiry = parseExpiry(values.expiry);
      const { month, year } = typeof expiry === 'string' ? { month: 0, year: 0 } : expiry;
      return {
        type: 'card',
        card: {
          number: digitsOf(values.cardNumber),
          expMonth: month,
          expYear: year,
          cvc: digitsOf(values.cvc),
        },
        save: values.save,
      };
    }
    default:
      return values.method satisfies never;
  }
}
