import type { Fields } from '../messages.ts';

export const fields: Fields = {
  fields: {
    email: {
      label: 'E-mail',
      hint: '',
      problems: {
        required: 'Saisissez votre adresse e-mail.',
        invalid: 'Saisissez une adresse e-mail complète, par exemple nom@example.com.',
        too_long: 'Cette adresse est trop longue.',
      },
    },
    cardNumber: {
      label: 'Numéro de carte',
      hint: '',
      problems: {
        required: 'Saisissez votre numéro de carte.',
        incomplete: 'Votre numéro de carte n’est pas complet.',
        invalid: 'Ce numéro n’est pas valide. Veuillez vérifier les chiffres.',
        too_long: 'Ce numéro est trop long.',
      },
    },
    expiry: {
      label: 'Expiration',
      hint: 'Mois/année, p. ex. 01/30',
      problems: {
        required: 'Saisissez la date d’expiration.',
        incomplete: 'Saisissez le mois et l’année.',
        invalid: 'Cette date n’est pas valide. Exemple\u00a0: 01/30.',
        expired: 'Cette carte a expiré. Utilisez-en une autre.',
      },
    },
    cvc: {
      label: 'CVC',
      hint: '3 chiffres au dos',
      problems: {
        required: 'Saisissez le code de sécurité.',
        incomplete: 'Le code n’est pas complet.',
        invalid: 'Le code n’est pas valide.',
        too_long: 'Le code est trop long.',
        declined: 'Saisissez de nouveau le code.',
      },
    },
    name: {
      label: 'Nom sur la carte',
      hint: 'Tel qu’il figure sur la carte',
      problems: {
        required: 'Saisissez le nom qui figure sur votre carte.',
        invalid: 'Veuillez vérifier ce nom.',
        too_long: 'Ce nom est trop long.',
      },
    },
    country: {
      label: 'Pays',
      hint: '',
      problems: {
        required: 'Choisissez un pays.',
        unknown: 'Choisissez un pays.',
        invalid: 'Choisissez un pays.',
      },
    },
    postalCode: {
      label: 'Code postal (ZIP)',
      hint: '',
      problems: {
        required: 'Saisissez votre code postal.',
        invalid: 'Ce code postal n’est pas valide.',
        too_long: 'Ce code postal est trop long.',
      },
    },
    businessName: {
      label: 'Nom de l’entreprise',
      hint: '',
      problems: {
        required: 'Saisissez le nom de votre entreprise.',
        invalid: 'Veuillez vérifier ce nom.',
        too_long: 'Ce nom est trop long.',
      },
    },
    taxId: {
      label: 'Numéro de TVA',
      hint: 'Comme sur vos factures',
      problems: {
        required: 'Saisissez votre numéro de TVA.',
        invalid: 'Ce numéro de TVA n’a pas été accepté.',
        too_long: 'Ce numéro de TVA est trop long.',
      },
    },
  },

  problems: {
    required: 'Obligatoire',
    invalid: 'Non valide',
    incomplete: 'Incomplet',
    too_short: 'Trop court',
    too_long: 'Trop long',
    below_minimum: 'Trop faible',
    above_maximum: 'Trop élevé',
    expired: 'Expiré',
    brand_not_accepted: 'Non accepté ici',
    unknown: 'Inconnu ici',
    not_allowed: 'Impossible ici',
  },

  card: {
    expiryForm: 'MM/AA',
    cvcFour: '4 chiffres au recto',
    brandNotAccepted: (brand) => `Nous n’acceptons pas ${brand}. Utilisez une autre carte.`,
    unknownBrandNotAccepted: 'Nous n’acceptons pas ce type de carte. Utilisez-en une autre.',
  },

  vatNumber: 'Numéro de TVA',

  didYouMean: (address: string) => `Vouliez-vous dire ${address} ?`,

  oddTaxId: {
    like: (example) => `S’écrit généralement ${example}. Si le vôtre est correct, continuez.`,
    unusual: 'Ce numéro paraît inhabituel. S’il est correct, continuez.',
  },

  form: {
    // French counts 0 and 1 as one, but a count of 0 is never said.
    wrongFields: (count) =>
      count === 1 ? 'Veuillez vérifier le champ signalé.' : `Veuillez vérifier les ${count} champs signalés.`,
  },
};
