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
        invalid: 'Ten adres jest niepełny. Powinien wyglądać jak nazwa@example.com.',
        too_long: 'Ten adres jest za długi.',
      },
    },
    cardNumber: {
      label: 'Numer karty',
      hint: '',
      problems: {
        required: 'Wpisz numer karty.',
        incomplete: 'Numer karty jest niepełny.',
        invalid: 'Ten numer karty jest niewłaściwy. Sprawdź cyfry.',
        too_long: 'Ten numer karty jest za długi.',
      },
    },
    expiry: {
      label: 'Data ważności',
      hint: 'Miesiąc/rok, np. 01/30',
      problems: {
        required: 'Wpisz datę ważności karty.',
        incomplete: 'Wpisz miesiąc i rok.',
        invalid: 'To nie jest data. Spróbuj 01/30.',
        expired: 'Ta karta straciła ważność. Użyj innej.',
      },
    },
    cvc: {
      label: 'CVC',
      hint: '3 cyfry na odwrocie',
      problems: {
        required: 'Wpisz kod zabezpieczający.',
        incomplete: 'Kod jest niepełny.',
        invalid: 'Kod jest niewłaściwy.',
        too_long: 'Kod jest za długi.',
        declined: 'Wpisz kod ponownie.',
      },
    },
    name: {
      label: 'Imię i nazwisko na karcie',
      hint: 'Jak na karcie. Pomaga to bankowi Cię rozpoznać.',
      problems: {
        required: 'Wpisz imię i nazwisko z karty.',
        invalid: 'Sprawdź to nazwisko.',
        too_long: 'To nazwisko jest za długie.',
      },
    },
    country: {
      label: 'Kraj',
      hint: '',
      problems: { required: 'Wybierz kraj.', unknown: 'Wybierz kraj.', invalid: 'Wybierz kraj.' },
    },
    postalCode: {
      label: 'Kod pocztowy',
      hint: '',
      problems: {
        required: 'Wpisz swój kod pocztowy.',
        invalid: 'Ten kod pocztowy jest niewłaściwy.',
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
      label: 'NIP',
      hint: 'Numer VAT UE, jak na fakturach',
      problems: {
        required: 'Wpisz numer podatkowy.',
        invalid: 'Ten numer podatkowy nie został przyjęty.',
        too_long: 'Ten numer podatkowy jest za długi.',
      },
    },
  },

  problems: {
    required: 'To jest potrzebne.',
    invalid: 'To jest niewłaściwe.',
    incomplete: 'To jest niepełne.',
    too_short: 'To jest za krótkie.',
    too_long: 'To jest za długie.',
    below_minimum: 'To za mało.',
    above_maximum: 'To za dużo.',
    expired: 'To straciło ważność.',
    brand_not_accepted: 'Tego tu nie przyjmujemy.',
    unknown: 'To nie jest tu znane.',
    not_allowed: 'To nie jest tu możliwe.',
  },

  card: {
    cvcFour: '4 cyfry na przodzie',
    brandNotAccepted: (brand) => `Nie przyjmujemy kart ${brand}. Użyj innej karty.`,
    unknownBrandNotAccepted: 'Nie przyjmujemy kart tego rodzaju. Użyj innej.',
  },

  oddTaxId: {
    like: (example) => `Zwykle wygląda jak ${example}. Jeśli Twój jest właściwy, idź dalej.`,
    unusual: 'Wygląda nietypowo. Jeśli jest właściwy, idź dalej.',
  },

  form: {
    wrongFields: (count) => `Sprawdź ${markedFields(count)}.`,
  },
};
