import type { Fields } from '../messages.ts';

export const fields: Fields = {
  fields: {
    email: {
      label: 'E-Mail',
      hint: '',
      problems: {
        required: 'Geben Sie Ihre E-Mail-Adresse ein.',
        invalid: 'Diese E-Mail-Adresse ist nicht vollständig. Sie sieht aus wie name@example.com.',
        too_long: 'Diese E-Mail-Adresse ist zu lang.',
      },
    },
    cardNumber: {
      label: 'Kartennummer',
      hint: '',
      problems: {
        required: 'Geben Sie Ihre Kartennummer ein.',
        incomplete: 'Ihre Kartennummer ist nicht vollständig.',
        invalid: 'Diese Kartennummer stimmt nicht. Bitte prüfen Sie die Ziffern.',
        too_long: 'Diese Kartennummer ist zu lang.',
      },
    },
    expiry: {
      label: 'Gültig bis',
      hint: 'Monat/Jahr, z. B. 01/30',
      problems: {
        required: 'Geben Sie ein, bis wann Ihre Karte gilt.',
        incomplete: 'Geben Sie Monat und Jahr ein.',
        invalid: 'Das ist kein Datum. Versuchen Sie 01/30.',
        expired: 'Diese Karte ist abgelaufen. Bitte nehmen Sie eine andere.',
      },
    },
    cvc: {
      label: 'Prüfnummer',
      hint: '3 Ziffern auf der Rückseite',
      problems: {
        required: 'Geben Sie die Prüfnummer ein.',
        incomplete: 'Die Prüfnummer ist nicht vollständig.',
        invalid: 'Die Prüfnummer stimmt nicht.',
        too_long: 'Die Prüfnummer ist zu lang.',
        declined: 'Geben Sie die Prüfnummer noch einmal ein.',
      },
    },
    name: {
      label: 'Name auf der Karte',
      hint: 'Wie aufgedruckt. Das hilft Ihrer Bank, Sie zu erkennen.',
      problems: {
        required: 'Geben Sie den Namen auf Ihrer Karte ein.',
        invalid: 'Bitte prüfen Sie diesen Namen.',
        too_long: 'Dieser Name ist zu lang.',
      },
    },
    country: {
      label: 'Land',
      hint: '',
      problems: {
        required: 'Wählen Sie ein Land aus.',
        unknown: 'Wählen Sie ein Land aus.',
        invalid: 'Wählen Sie ein Land aus.',
      },
    },
    postalCode: {
      label: 'Postleitzahl',
      hint: '',
      problems: {
        required: 'Geben Sie Ihre Postleitzahl ein.',
        invalid: 'Diese Postleitzahl stimmt nicht.',
        too_long: 'Diese Postleitzahl ist zu lang.',
      },
    },
    businessName: {
      label: 'Name des Unternehmens',
      hint: '',
      problems: {
        required: 'Geben Sie den Namen Ihres Unternehmens ein.',
        invalid: 'Bitte prüfen Sie diesen Namen.',
        too_long: 'Dieser Name ist zu lang.',
      },
    },
    taxId: {
      label: 'Steuernummer',
      hint: 'USt-IdNr., wie auf Ihren Rechnungen',
      problems: {
        required: 'Geben Sie Ihre Steuernummer ein.',
        invalid: 'Diese Steuernummer wurde nicht angenommen.',
        too_long: 'Diese Steuernummer ist zu lang.',
      },
    },
  },

  problems: {
    required: 'Das wird gebraucht.',
    invalid: 'Das stimmt nicht.',
    incomplete: 'Das ist nicht vollständig.',
    too_short: 'Das ist zu kurz.',
    too_long: 'Das ist zu lang.',
    below_minimum: 'Das ist zu wenig.',
    above_maximum: 'Das ist zu viel.',
    expired: 'Das ist abgelaufen.',
    brand_not_accepted: 'Das nehmen wir hier nicht an.',
    unknown: 'Das kennen wir hier nicht.',
    not_allowed: 'Das ist hier nicht möglich.',
  },

  card: {
    cvcFour: '4 Ziffern auf der Vorderseite',
    brandNotAccepted: (brand) => `${brand} nehmen wir nicht. Bitte nehmen Sie eine andere Karte.`,
    unknownBrandNotAccepted: 'Diese Art von Karte nehmen wir nicht. Bitte nehmen Sie eine andere.',
  },

  oddTaxId: {
    like: (example) => `Üblich ist die Form ${example}. Stimmt Ihre, machen Sie weiter.`,
    unusual: 'Ungewöhnlich für eine Steuernummer. Stimmt sie, machen Sie weiter.',
  },

  form: {
    wrongFields: (count) =>
      count === 1
        ? 'Bitte prüfen Sie das markierte Feld.'
        : `Bitte prüfen Sie die ${count} markierten Felder.`,
  },
};
