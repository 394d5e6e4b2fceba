import type { Fields } from '../messages.ts';

export const fields: Fields = {
  fields: {
    email: {
      label: 'E-mail',
      hint: '',
      problems: {
        required: 'Vul je e-mailadres in.',
        invalid: 'Vul een volledig e-mailadres in, bijvoorbeeld naam@example.com.',
        too_long: 'Dit e-mailadres is te lang.',
      },
    },
    cardNumber: {
      label: 'Kaartnummer',
      hint: '',
      problems: {
        required: 'Vul je kaartnummer in.',
        incomplete: 'Je kaartnummer is niet volledig.',
        invalid: 'Dit kaartnummer is ongeldig. Controleer de cijfers.',
        too_long: 'Dit kaartnummer is te lang.',
      },
    },
    expiry: {
      label: 'Geldig tot',
      hint: 'Maand/jaar, bijv. 01/30',
      problems: {
        required: 'Vul de vervaldatum van je kaart in.',
        incomplete: 'Vul maand en jaar in.',
        invalid: 'Deze datum is ongeldig. Voorbeeld: 01/30.',
        expired: 'Deze kaart is verlopen. Gebruik een andere.',
      },
    },
    cvc: {
      label: 'CVC',
      hint: '3 cijfers op de achterkant',
      problems: {
        required: 'Vul de beveiligingscode in.',
        incomplete: 'De code is niet volledig.',
        invalid: 'De code is ongeldig.',
        too_long: 'De code is te lang.',
        declined: 'Vul de code opnieuw in.',
      },
    },
    name: {
      label: 'Naam op de kaart',
      hint: 'Zoals op de kaart staat',
      problems: {
        required: 'Vul de naam op je kaart in.',
        invalid: 'Controleer deze naam.',
        too_long: 'Deze naam is te lang.',
      },
    },
    country: {
      label: 'Land',
      hint: '',
      problems: { required: 'Kies een land.', unknown: 'Kies een land.', invalid: 'Kies een land.' },
    },
    postalCode: {
      label: 'Postcode (ZIP)',
      hint: '',
      problems: {
        required: 'Vul je postcode in.',
        invalid: 'Deze postcode is ongeldig.',
        too_long: 'Deze postcode is te lang.',
      },
    },
    businessName: {
      label: 'Bedrijfsnaam',
      hint: '',
      problems: {
        required: 'Vul de naam van je bedrijf in.',
        invalid: 'Controleer deze naam.',
        too_long: 'Deze naam is te lang.',
      },
    },
    taxId: {
      label: 'Fiscaal nummer',
      hint: 'Zoals op je facturen',
      problems: {
        required: 'Vul je btw-nummer in.',
        invalid: 'Dit btw-nummer is niet geaccepteerd.',
        too_long: 'Dit btw-nummer is te lang.',
      },
    },
  },

  problems: {
    required: 'Verplicht',
    invalid: 'Ongeldig',
    incomplete: 'Onvolledig',
    too_short: 'Te kort',
    too_long: 'Te lang',
    below_minimum: 'Te laag',
    above_maximum: 'Te hoog',
    expired: 'Verlopen',
    brand_not_accepted: 'Hier niet geaccepteerd',
    unknown: 'Hier niet bekend',
    not_allowed: 'Hier niet mogelijk',
  },

  card: {
    expiryForm: 'MM/JJ',
    cvcFour: '4 cijfers op de voorkant',
    brandNotAccepted: (brand) => `We accepteren geen ${brand}. Gebruik een andere kaart.`,
    unknownBrandNotAccepted: 'We accepteren dit soort kaart niet. Gebruik een andere.',
  },

  vatNumber: 'Btw-nummer',

  didYouMean: (address: string) => `Bedoelde je ${address}?`,

  oddTaxId: {
    like: (example) => `Gewoonlijk geschreven als ${example}. Is dat van jou juist, ga dan verder.`,
    unusual: 'Dit ziet er ongebruikelijk uit. Is het juist, ga dan verder.',
  },

  form: {
    wrongFields: (count) =>
      count === 1 ? 'Controleer het gemarkeerde veld.' : `Controleer de ${count} gemarkeerde velden.`,
  },
};
