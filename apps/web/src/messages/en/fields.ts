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
        required: 'Enter your e-mail address.',
        invalid: 'This e-mail address is not complete. It looks like name@example.com.',
        too_long: 'This e-mail address is too long.',
      },
    },
    cardNumber: {
      label: 'Card number',
      hint: '',
      problems: {
        required: 'Enter your card number.',
        incomplete: 'Your card number is not complete.',
        invalid: 'This card number is not right. Please check the digits.',
        too_long: 'This card number is too long.',
      },
    },
    expiry: {
      label: 'Expiry',
      hint: 'Month/year, e.g. 01/30',
      problems: {
        required: 'Enter the date your card expires.',
        incomplete: 'Enter month and year.',
        invalid: 'This is not a date. Try 01/30.',
        expired: 'This card has expired. Please use another.',
      },
    },
    cvc: {
      label: 'CVC',
      hint: '3 digits on the back',
      problems: {
        required: 'Enter the security code.',
        incomplete: 'The security code is not complete.',
        invalid: 'The security code is not right.',
        too_long: 'The security code is too long.',
        declined: 'Enter the code again.',
      },
    },
    name: {
      label: 'Name on card',
      hint: 'As printed. It helps your bank to recognise you.',
      problems: {
        required: 'Enter the name on your card.',
        invalid: 'Please check this name.',
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
    postalCode: {
      label: 'Postal code',
      hint: '',
      problems: {
        required: 'Enter your postal code.',
        invalid: 'This postal code is not right.',
        too_long: 'This postal code is too long.',
      },
    },
    businessName: {
      label: 'Business name',
      hint: '',
      problems: {
        required: 'Enter the name of your business.',
        invalid: 'Please check this name.',
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
    required: 'This is needed.',
    invalid: 'This is not right.',
    incomplete: 'This is not complete.',
    too_short: 'This is too short.',
    too_long: 'This is too long.',
    below_minimum: 'This is too little.',
    above_maximum: 'This is too much.',
    expired: 'This has expired.',
    brand_not_accepted: 'This is not accepted here.',
    unknown: 'This is not known here.',
    not_allowed: 'This is not possible here.',
  } satisfies Record<FieldProblem, string>,

  card: {
    cvcFour: '4 digits on the front',
    brandNotAccepted: (brand: string) => `We don’t take ${brand}. Please use another card.`,
    unknownBrandNotAccepted: 'We don’t take this kind of card. Please use another.',
  },

  oddTaxId: {
    like: (example: string) => `Usually written like ${example}. If yours is right, go on.`,
    unusual: 'This looks unusual for a tax ID. If it is right, go on.',
  },

  form: {
    /** Announced on a refused submit; the focus is on the first field, which says its own problem. */
    wrongFields: (count: number) =>
      count === 1 ? '1 field needs your attention.' : `${count} fields need your attention.`,
  },
};
