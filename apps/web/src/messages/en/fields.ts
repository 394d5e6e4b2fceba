import type { FieldProblem } from '@checkout/schemas/field-problem';
import type { ShownProblem } from '../../pay-form/form-problems.ts';
import type { FieldName } from '../../pay-form/form-values.ts';

type FieldTexts = { label: string; hint: string; problems: Partial<Record<ShownProblem, string>> };

export const fields = {
  fields: {
    email: {
      label: 'Email',
      hint: '',
      problems: {
        required: 'Enter your email address.',
        invalid: 'Enter a full email address, like name@example.com.',
        too_long: 'This email address is too long.',
      },
    },
    cardNumber: {
      label: 'Card number',
      hint: '',
      problems: {
        required: 'Enter your card number.',
        incomplete: 'Your card number is not complete.',
        invalid: 'This card number is not valid. Please check the digits.',
        too_long: 'This card number is too long.',
      },
    },
    expiry: {
      label: 'Expiry',
      hint: 'Month/year, e.g. 01/30',
      problems: {
        required: 'Enter your card’s expiry date.',
        incomplete: 'Enter month and year.',
        invalid: 'This date is not valid. Enter it like 01/30.',
        expired: 'This card has expired. Please use another.',
      },
    },
    cvc: {
      label: 'CVC',
      hint: '3 digits on the back',
      problems: {
        required: 'Enter the security code.',
        incomplete: 'The security code is not complete.',
        invalid: 'The security code is not valid.',
        too_long: 'The security code is too long.',
        declined: 'Enter the code again.',
      },
    },
    name: {
      label: 'Name on card',
      hint: 'As it appears on your card',
      problems: {
        required: 'Enter the name on your card.',
        invalid: 'Check this name.',
        too_long: 'This name is too long.',
      },
    },
    country: {
      label: 'Country',
      hint: '',
      problems: {
        required: 'Choose a country.',
        unknown: 'Choose a country.',
        invalid: 'Choose a country.',
      },
    },
    /** Asked for in the United States alone. */
    postalCode: {
      label: 'ZIP code',
      hint: '',
      problems: {
        required: 'Enter your ZIP code.',
        invalid: 'This ZIP code is not valid.',
        too_long: 'This ZIP code is too long.',
      },
    },
    businessName: {
      label: 'Business name',
      hint: '',
      problems: {
        required: 'Enter the name of your business.',
        invalid: 'Check this name.',
        too_long: 'This name is too long.',
      },
    },
    taxId: {
      label: 'Tax ID',
      hint: 'VAT number, as you write it on invoices',
      problems: {
        required: 'Enter your tax ID.',
        invalid: 'This tax ID was not accepted.',
        too_long: 'This tax ID is too long.',
      },
    },
  } satisfies Record<FieldName, FieldTexts>,

  /** For a problem that the field has no sentence of its own for. */
  problems: {
    required: 'Required',
    invalid: 'Not valid',
    incomplete: 'Incomplete',
    too_short: 'Too short',
    too_long: 'Too long',
    below_minimum: 'Too low',
    above_maximum: 'Too high',
    expired: 'Expired',
    brand_not_accepted: 'Not accepted here',
    unknown: 'Not known here',
    not_allowed: 'Not possible here',
  } satisfies Record<FieldProblem, string>,

  card: {
    /** Month and year in digits, as the empty field shows it. */
    expiryForm: 'MM/YY',
    cvcFour: '4 digits on the front',
    brandNotAccepted: (brand: string) => `We don’t accept ${brand}. Please use another card.`,
    unknownBrandNotAccepted: 'We don’t accept this kind of card. Please use another.',
  },

  /** In the countries that have one, instead of `taxId`'s label. */
  vatNumber: 'VAT number',

  didYouMean: (address: string) => `Did you mean ${address}?`,

  oddTaxId: {
    like: (example: string) => `Usually written like ${example}. If yours is correct, you can continue.`,
    unusual: 'This looks unusual for a tax ID. If it is correct, you can continue.',
  },

  form: {
    /** Announced on a refused submit; the focus is on the first field, which says its own problem. */
    wrongFields: (count: number) =>
      count === 1 ? '1 field needs your attention.' : `${count} fields need your attention.`,
  },
};
