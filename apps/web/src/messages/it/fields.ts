import type { Fields } from '../messages.ts';

export const fields: Fields = {
  fields: {
    email: {
      label: 'E-mail',
      hint: '',
      problems: {
        required: 'Inserisci il tuo indirizzo e-mail.',
        invalid: 'Inserisci un indirizzo e-mail completo, ad esempio nome@example.com.',
        too_long: 'Questo indirizzo è troppo lungo.',
      },
    },
    cardNumber: {
      label: 'Numero di carta',
      hint: '',
      problems: {
        required: 'Inserisci il numero della tua carta.',
        incomplete: 'Il numero di carta non è completo.',
        invalid: 'Questo numero non è valido. Controlla le cifre.',
        too_long: 'Questo numero è troppo lungo.',
      },
    },
    expiry: {
      label: 'Scadenza',
      hint: 'Mese/anno, es. 01/30',
      problems: {
        required: 'Inserisci la data di scadenza.',
        incomplete: 'Inserisci mese e anno.',
        invalid: 'Questa data non è valida. Esempio: 01/30.',
        expired: 'Questa carta è scaduta. Usane un’altra.',
      },
    },
    cvc: {
      label: 'CVC',
      hint: '3 cifre sul retro',
      problems: {
        required: 'Inserisci il codice di sicurezza.',
        incomplete: 'Il codice non è completo.',
        invalid: 'Il codice non è valido.',
        too_long: 'Il codice è troppo lungo.',
        declined: 'Scrivi di nuovo il codice.',
      },
    },
    name: {
      label: 'Nome sulla carta',
      hint: 'Come riportato sulla carta',
      problems: {
        required: 'Inserisci il nome che è sulla carta.',
        invalid: 'Controlla questo nome.',
        too_long: 'Questo nome è troppo lungo.',
      },
    },
    country: {
      label: 'Paese',
      hint: '',
      problems: { required: 'Scegli un Paese.', unknown: 'Scegli un Paese.', invalid: 'Scegli un Paese.' },
    },
    postalCode: {
      label: 'Codice postale (ZIP)',
      hint: '',
      problems: {
        required: 'Inserisci il tuo codice postale.',
        invalid: 'Questo codice postale non è valido.',
        too_long: 'Questo codice postale è troppo lungo.',
      },
    },
    businessName: {
      label: 'Nome dell’azienda',
      hint: '',
      problems: {
        required: 'Inserisci il nome della tua azienda.',
        invalid: 'Controlla questo nome.',
        too_long: 'Questo nome è troppo lungo.',
      },
    },
    taxId: {
      label: 'Partita IVA',
      hint: 'Come sulle tue fatture',
      problems: {
        required: 'Inserisci la tua partita IVA.',
        invalid: 'Questa partita IVA non è stata accettata.',
        too_long: 'Questa partita IVA è troppo lunga.',
      },
    },
  },

  problems: {
    required: 'Obbligatorio',
    invalid: 'Non valido',
    incomplete: 'Incompleto',
    too_short: 'Troppo corto',
    too_long: 'Troppo lungo',
    below_minimum: 'Troppo basso',
    above_maximum: 'Troppo alto',
    expired: 'Scaduto',
    brand_not_accepted: 'Qui non è accettato',
    unknown: 'Qui non è noto',
    not_allowed: 'Qui non è possibile',
  },

  card: {
    expiryForm: 'MM/AA',
    cvcFour: '4 cifre sul fronte',
    brandNotAccepted: (brand) => `Non accettiamo ${brand}. Usa un’altra carta.`,
    unknownBrandNotAccepted: 'Non accettiamo questo tipo di carta. Usane un’altra.',
  },

  vatNumber: 'Partita IVA',

  didYouMean: (address: string) => `Intendevi ${address}?`,

  oddTaxId: {
    like: (example) => `Di solito si scrive ${example}. Se la tua è corretta, continua.`,
    unusual: 'Sembra insolita. Se è corretta, continua.',
  },

  form: {
    wrongFields: (count) =>
      count === 1 ? 'Controlla il campo segnalato.' : `Controlla i ${count} campi segnalati.`,
  },
};
