import type { Fields } from '../messages.ts';

export const fields: Fields = {
  fields: {
    email: {
      label: 'E-mail',
      hint: '',
      problems: {
        required: 'Saisissez votre adresse e-mail.',
        invalid: 'Cette adresse n’est pas complète. Elle ressemble à nom@example.com.',
        too_long: 'Cette adresse est trop longue.',
      },
    },
    cardNumber: {
      label: 'Numéro de carte',
      hint: '',
      problems: {
        required: 'Saisissez votre numéro de carte.',
        incomplete: 'Votre numéro de carte n’est pas complet.',
        invalid: 'Ce numéro n’est pas correct. Veuillez vérifier les chiffres.',
        too_long: 'Ce numéro est trop long.',
      },
    },
    expiry: {
      label: 'Expiration',
      hint: 'Mois/année, p. ex. 01/30',
      problems: {
        required: 'Saisissez la date d’expiration.',
        incomplete: 'Saisissez le mois et l’année.',
        invalid: 'Ce n’est pas une date. Essayez 01/30.',
        expired: 'Cette carte a expiré. Utilisez-en une autre.',
      },
    },
    cvc: {
      label: 'CVC',
      hint: '3 chiffres au dos',
      problems: {
        required: 'Saisissez le code de sécurité.',
        incomplete: 'Le code n’est pas complet.',
        invalid: 'Le code n’est pas correct.',
        too_long: 'Le code est trop long.',
        declined: 'Saisissez de nouveau le code.',
      },
    },
    name: {
      label: 'Nom sur la carte',
      hint: 'Comme imprimé. Cela aide votre banque à vous reconnaître.',
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
      label: 'Code postal',
      hint: '',
      problems: {
        required: 'Saisissez votre code postal.',
        invalid: 'Ce code postal n’est pas correct.',
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
      label: 'Numéro fiscal',
      hint: 'Numéro de TVA, comme sur vos factures',
      problems: {
        required: 'Saisissez votre numéro fiscal.',
        invalid: 'Ce numéro fiscal n’a pas été accepté.',
        too_long: 'Ce numéro fiscal est trop long.',
      },
    },
  },

  problems: {
    required: 'C’est nécessaire.',
    invalid: 'Ce n’est pas correct.',
    incomplete: 'Ce n’est pas complet.',
    too_short: 'C’est trop court.',
    too_long: 'C’est trop long.',
    below_minimum: 'C’est trop peu.',
    above_maximum: 'C’est trop.',
    expired: 'C’est expiré.',
    brand_not_accepted: 'Ce n’est pas accepté ici.',
    unknown: 'Ce n’est pas connu ici.',
    not_allowed: 'Ce n’est pas possible ici.',
  },

  card: {
    cvcFour: '4 chiffres au recto',
    brandNotAccepted: (brand) => `Nous n’acceptons pas ${brand}. Utilisez une autre carte.`,
    unknownBrandNotAccepted: 'Nous n’acceptons pas ce type de carte. Utilisez-en une autre.',
  },

  oddTaxId: {
    like: (example) => `S’écrit d’habitude ${example}. Si le vôtre est juste, continuez.`,
    unusual: 'Ce numéro paraît inhabituel. S’il est juste, continuez.',
  },

  form: {
    // French counts 0 and 1 as one, but a count of 0 is never said.
    wrongFields: (count) =>
      count === 1 ? 'Veuillez vérifier le champ signalé.' : `Veuillez vérifier les ${count} champs signalés.`,
  },
};
