import type { Fields } from '../messages.ts';

export const fields: Fields = {
  fields: {
    email: {
      label: 'E-Mail',
      hint: '',
      problems: {
        required: 'Geben Sie Ihre E-Mail-Adresse ein.',
        invalid: 'Geben Sie eine vollständige E-Mail-Adresse ein, z. B. name@example.com.',
        too_long: 'Diese E-Mail-Adresse ist zu lang.',
      },
    },
    cardNumber: {
      label: 'Kartennummer',
      hint: '',
      problems: {
        required: 'Geben Sie Ihre Kartennummer ein.',
        incomplete: 'Ihre Kartennummer ist nicht vollständig.',
        invalid: 'Diese Kartennummer ist ungültig. Bitte prüfen Sie die Ziffern.',
        too_long: 'Diese Kartennummer ist zu lang.',
      },
    },
    expiry: {
      label: 'Gültig bis',
      hint: 'Monat/Jahr, z. B. 01/30',
      problems: {
        required: 'Geben Sie das Ablaufdatum Ihrer Karte ein.',
        incomplete: 'Geben Sie Monat und Jahr ein.',
        invalid: 'Dieses Datum ist ungültig. Beispiel: 01/30.',
        expired: 'Diese Karte ist abgelaufen. Bitte verwenden Sie eine andere.',
      },
    },
    cvc: {
      label: 'Prüfnummer',
      hint: '3 Ziffern auf der Rückseite',
      problems: {
        required: 'Geben Sie die Prüfnummer ein.',
        incomplete: 'Die Prüfnummer ist nicht vollständig.',
        invalid: 'Die Prüfnummer ist ungültig.',
        too_long: 'Die Prüfnummer ist zu lang.',
        declined: 'Geben Sie die Prüfnummer noch einmal ein.',
      },
    },
    name: {
      label: 'Name auf der Karte',
      hint: 'Wie auf der Karte angegeben',
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
      label: 'Postleitzahl (ZIP)',
      hint: '',
      problems: {
        required: 'Geben Sie Ihre Postleitzahl ein.',
        invalid: 'Diese Postleitzahl ist ungültig.',
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
      label: 'USt-IdNr.',
      hint: 'Wie auf Ihren Rechnungen',
      problems: {
        required: 'Geben Sie Ihre USt-IdNr. ein.',
        invalid: 'Diese USt-IdNr. wurde nicht akzeptiert.',
        too_long: 'Diese USt-IdNr. ist zu lang.',
      },
    },
  },

  problems: {
    required: 'Pflichtfeld',
    invalid: 'Ungültig',
    incomplete: 'Unvollständig',
    too_short: 'Zu kurz',
    too_long: 'Zu lang',
    below_minimum: 'Zu niedrig',
    above_maximum: 'Zu hoch',
    expired: 'Abgelaufen',
    brand_not_accepted: 'Wird hier nicht akzeptiert',
    unknown: 'Hier nicht bekannt',
    not_allowed: 'Hier nicht möglich',
  },

  card: {
    expiryForm: 'MM/JJ',
    cvcFour: '4 Ziffern auf der Vorderseite',
    brandNotAccepted: (brand) => `Wir akzeptieren ${brand} nicht. Bitte verwenden Sie eine andere Karte.`,
    unknownBrandNotAccepted: 'Wir akzeptieren diese Art von Karte nicht. Bitte verwenden Sie eine andere.',
  },

  vatNumber: 'USt-IdNr.',

  didYouMean: (address: string) => `Meinten Sie ${address}?`,

  oddTaxId: {
    like: (example) => `Üblich ist die Form ${example}. Wenn Ihre richtig ist, fahren Sie fort.`,
    unusual: 'Ungewöhnlich für eine USt-IdNr. Wenn sie richtig ist, fahren Sie fort.',
  },

  form: {
    wrongFields: (count) =>
      count === 1
        ? 'Bitte prüfen Sie das markierte Feld.'
        : `Bitte prüfen Sie die ${count} markierten Felder.`,
  },
};
