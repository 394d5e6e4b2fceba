import type { Fields } from '../messages.ts';

export const fields: Fields = {
  fields: {
    email: {
      label: 'E-mail',
      hint: '',
      problems: {
        required: 'Vul je e-mailadres in.',
        invalid: 'Dit e-mailadres is niet compleet. Het lijkt op naam@example.com.',
        too_long: 'Dit e-mailadres is te lang.',
      },
    },
    cardNumber: {
      label: 'Kaartnummer',
      hint: '',
      problems: {
        required: 'Vul je kaartnummer in.',
        incomplete: 'Je kaartnummer is niet compleet.',
        invalid: 'Dit kaartnummer klopt niet. Controleer de cijfers.',
        too_long: 'Dit kaartnummer is te lang.',
      },
    },
    expiry: {
      label: 'Geldig tot',
      hint: 'Maand/jaar, bijv. 01/30',
      problems: {
        required: 'Vul in tot wanneer je kaart geldig is.',
        incomplete: 'Vul maand en jaar in.',
        invalid: 'Dit is geen datum. Probeer 01/30.',
        expired: 'Deze kaart is verlopen. Gebruik een andere.',
      },
    },
    cvc: {
      label: 'CVC',
      hint: '3 cijfers op de achterkant',
      problems: {
        required: 'Vul de beveiligingscode in.',
        incomplete: 'De code is niet compleet.',
        invalid: 'De code klopt niet.',
        too_long: 'De code is te lang.',
        declined: 'Vul de code opnieuw in.',
      },
    },
    name: {
      label: 'Naam op de kaart',
      hint: 'Zoals gedrukt. Zo herkent je bank je beter.',
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
      label: 'Postcode',
      hint: '',
      problems: {
        required: 'Vul je postcode in.',
        invalid: 'Deze postcode klopt niet.',
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
      label: 'Btw-nummer',
      hint: 'Zoals op je facturen',
      problems: {
        required: 'Vul je btw-nummer in.',
        invalid: 'Dit btw-nummer is niet geaccepteerd.',
        too_long: 'Dit btw-nummer is te lang.',
      },
    },
  },

  problems: {
    required: 'Dit is nodig.',
    invalid: 'Dit klopt niet.',
    incomplete: 'Dit is niet compleet.',
    too_short: 'Dit is te kort.',
    too_long: 'Dit is te lang.',
    below_minimum: 'Dit is te weinig.',
    above_maximum: 'Dit is te veel.',
    expired: 'Dit is verlopen.',
    brand_not_accepted: 'Dit wordt hier niet geaccepteerd.',
    unknown: 'Dit is hier niet bekend.',
    not_allowed: 'Dit is hier niet mogelijk.',
  },

  card: {
    cvcFour: '4 cijfers op de voorkant',
    brandNotAccepted: (brand) => `We accepteren geen ${brand}. Gebruik een andere kaart.`,
    unknownBrandNotAccepted: 'We accepteren dit soort kaart niet. Gebruik een andere.',
  },

  oddTaxId: {
    like: (example) => `Gewoonlijk geschreven als ${example}. Klopt het jouwe, ga dan verder.`,
    unusual: 'Dit ziet er ongewoon uit. Klopt het, ga dan verder.',
  },

  form: {
    wrongFields: (count) =>
      count === 1 ? 'Controleer het gemarkeerde veld.' : `Controleer de ${count} gemarkeerde velden.`,
  },
};
