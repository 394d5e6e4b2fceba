import type { Fields } from '../messages.ts';

const plurals = new Intl.PluralRules('pl');

/** 1 pole, 2 pola, 5 pól. */
function markedFields(count: number): string {
  switch (plurals.select(count)) {
    case 'one':
      return 'zaznaczone pole';
    case 'few':
      return `${count} zaznaczone pola`;
    default:
      return `${count} zaznaczonych pól`;
  }
}

export const fields: Fields = {
  fields: {
    email: {
      label: 'E-mail',
      hint: '',
      problems: {
        required: 'Wpisz swój adres e-mail.',
        invalid: 'Wpisz pełny adres e-mail, na przykład nazwa@example.com.',
        too_long: 'Ten adres jest za długi.',
      },
    },
    cardNumber: {
      label: 'Numer karty',
      hint: '',
      problems: {
        required: 'Wpisz numer karty.',
        incomplete: 'Numer karty jest niepełny.',
        invalid: 'Ten numer karty jest nieprawidłowy. Sprawdź cyfry.',
        too_long: 'Ten numer karty jest za długi.',
      },
    },
    expiry: {
      label: 'Data ważności',
      hint: 'Miesiąc/rok, np. 01/30',
      problems: {
        required: 'Wpisz datę ważności karty.',
        incomplete: 'Wpisz miesiąc i rok.',
        invalid: 'Ta data jest nieprawidłowa. Przykład: 01/30.',
        expired: 'Ta karta straciła ważność. Użyj innej.',
      },
    },
    cvc: {
      label: 'CVC',
      hint: '3 cyfry na odwrocie',
      problems: {
        required: 'Wpisz kod zabezpieczający.',
        incomplete: 'Kod jest niepełny.',
        invalid: 'Kod jest nieprawidłowy.',
        too_long: 'Kod jest za długi.',
        declined: 'Wpisz kod ponownie.',
      },
    },
    name: {
      label: 'Imię i nazwisko na karcie',
      hint: 'Tak jak na karcie',
      problems: {
        required: 'Wpisz imię i nazwisko z karty.',
        invalid: 'Sprawdź imię i nazwisko.',
        too_long: 'Imię i nazwisko są za długie.',
      },
    },
    country: {
      label: 'Kraj',
      hint: '',
      problems: { required: 'Wybierz kraj.', unknown: 'Wybierz kraj.', invalid: 'Wybierz kraj.' },
    },
    postalCode: {
      label: 'Kod pocztowy (ZIP)',
      hint: '',
      problems: {
        required: 'Wpisz swój kod pocztowy.',
        invalid: 'Ten kod pocztowy jest nieprawidłowy.',
        too_long: 'Ten kod pocztowy jest za długi.',
      },
    },
    businessName: {
      label: 'Nazwa firmy',
      hint: '',
      problems: {
        required: 'Wpisz nazwę firmy.',
        invalid: 'Sprawdź tę nazwę.',
        too_long: 'Ta nazwa jest za długa.',
      },
    },
    taxId: {
      label: 'Numer podatkowy',
      hint: 'Jak na fakturach',
      problems: {
        required: 'Wpisz NIP lub numer VAT UE.',
        invalid: 'Ten numer nie został zaakceptowany.',
        too_long: 'Ten numer jest za długi.',
      },
    },
  },

  problems: {
    required: 'Wymagane',
    invalid: 'Nieprawidłowe',
    incomplete: 'Niepełne',
    too_short: 'Za krótkie',
    too_long: 'Za długie',
    below_minimum: 'Za mało',
    above_maximum: 'Za dużo',
    expired: 'Wygasło',
    brand_not_accepted: 'Tu nieakceptowane',
    unknown: 'Tu nieznane',
    not_allowed: 'Tu niemożliwe',
  },

  card: {
    expiryForm: 'MM/RR',
    cvcFour: '4 cyfry na przodzie',
    brandNotAccepted: (brand) => `Nie akceptujemy kart ${brand}. Użyj innej karty.`,
    unknownBrandNotAccepted: 'Nie akceptujemy kart tego rodzaju. Użyj innej.',
  },

  vatNumber: 'Numer VAT',

  didYouMean: (address: string) => `Czy chodziło o ${address}?`,

  oddTaxId: {
    like: (example) => `Zwykle wygląda jak ${example}. Jeśli Twój jest prawidłowy, przejdź dalej.`,
    unusual: 'Wygląda nietypowo. Jeśli jest prawidłowy, przejdź dalej.',
  },

  form: {
    wrongFields: (count) => `Sprawdź ${markedFields(count)}.`,
  },
};
