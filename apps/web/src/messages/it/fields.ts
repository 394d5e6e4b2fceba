import type { Fields } from '../messages.ts';

export const fields: Fields = {
  fields: {
    email: {
      label: 'E-mail',
      hint: '',
      problems: {
        required: 'Scrivi il tuo indirizzo e-mail.',
        invalid: 'Questo indirizzo non è completo. È simile a nome@example.com.',
        too_long: 'Questo indirizzo è troppo lungo.',
      },
    },
    cardNumber: {
      label: 'Numero di carta',
      hint: '',
      problems: {
        required: 'Scrivi il numero della tua carta.',
        incomplete: 'Il numero di carta non è completo.',
        invalid: 'Questo numero non è corretto. Controlla le cifre.',
        too_long: 'Questo numero è troppo lungo.',
      },
    },
    expiry: {
      label: 'Scadenza',
      hint: 'Mese/anno, es. 01/30',
      problems: {
        required: 'Scrivi quando scade la carta.',
        incomplete: 'Scrivi mese e anno.',
        invalid: 'Non è una data. Prova 01/30.',
        expired: 'Questa carta è scaduta. Usane un’altra.',
      },
    },
    cvc: {
      label: 'CVC',
      hint: '3 cifre sul retro',
      problems: {
        required: 'Scrivi il codice di sicurezza.',
        incomplete: 'Il codice non è completo.',
        invalid: 'Il codice non è corretto.',
        too_long: 'Il codice è troppo lungo.',
        declined: 'Scrivi di nuovo il codice.',
      },
    },
    name: {
      label: 'Nome sulla carta',
      hint: 'Come stampato. Aiuta la tua banca a riconoscerti.',
      problems: {
        required: 'Scrivi il nome che è sulla carta.',
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
      label: 'Codice postale',
      hint: '',
      problems: {
        required: 'Scrivi il tuo codice postale.',
        invalid: 'Questo codice postale non è corretto.',
        too_long: 'Questo codice postale è troppo lungo.',
      },
    },
    businessName: {
      label: 'Nome dell’azienda',
      hint: '',
      problems: {
        required: 'Scrivi il nome della tua azienda.',
        invalid: 'Controlla questo nome.',
        too_long: 'Questo nome è troppo lungo.',
      },
    },
    taxId: {
      label: 'Codice fiscale o partita IVA',
      hint: 'Partita IVA, come sulle tue fatture',
      problems: {
        required: 'Scrivi la tua partita IVA.',
        invalid: 'Questa partita IVA non è stata accettata.',
        too_long: 'Questa partita IVA è troppo lunga.',
      },
    },
  },

  problems: {
    required: 'Questo serve.',
    invalid: 'Questo non è corretto.',
    incomplete: 'Questo non è completo.',
    too_short: 'Questo è troppo corto.',
    too_long: 'Questo è troppo lungo.',
    below_minimum: 'Questo è troppo poco.',
    above_maximum: 'Questo è troppo.',
    expired: 'Questo è scaduto.',
    brand_not_accepted: 'Questo qui non è accettato.',
    unknown: 'Questo qui non è noto.',
    not_allowed: 'Questo qui non è possibile.',
  },

  card: {
    cvcFour: '4 cifre sul fronte',
    brandNotAccepted: (brand) => `Non accettiamo ${brand}. Usa un’altra carta.`,
    unknownBrandNotAccepted: 'Non accettiamo questo tipo di carta. Usane un’altra.',
  },

  oddTaxId: {
    like: (example) => `Di solito si scrive ${example}. Se la tua è giusta, continua.`,
    unusual: 'Sembra insolita. Se è giusta, continua.',
  },

  form: {
    wrongFields: (count) =>
      count === 1 ? 'Controlla il campo segnalato.' : `Controlla i ${count} campi segnalati.`,
  },
};
