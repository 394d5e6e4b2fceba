import type { Fields } from '../messages.ts';

export const fields: Fields = {
  fields: {
    email: {
      label: 'Correo electrónico',
      hint: '',
      problems: {
        required: 'Introduce tu dirección de correo electrónico.',
        invalid: 'Introduce una dirección de correo electrónico completa, por ejemplo nombre@example.com.',
        too_long: 'Esta dirección es demasiado larga.',
      },
    },
    cardNumber: {
      label: 'Número de tarjeta',
      hint: '',
      problems: {
        required: 'Introduce el número de tu tarjeta.',
        incomplete: 'El número de tarjeta no está completo.',
        invalid: 'Este número no es válido. Comprueba los dígitos.',
        too_long: 'Este número es demasiado largo.',
      },
    },
    expiry: {
      label: 'Caducidad',
      hint: 'Mes/año, p. ej. 01/30',
      problems: {
        required: 'Introduce la fecha de caducidad de tu tarjeta.',
        incomplete: 'Introduce el mes y el año.',
        invalid: 'Esta fecha no es válida. Ejemplo: 01/30.',
        expired: 'Esta tarjeta ha caducado. Usa otra.',
      },
    },
    cvc: {
      label: 'CVC',
      hint: '3 dígitos del reverso',
      problems: {
        required: 'Introduce el código de seguridad.',
        incomplete: 'El código no está completo.',
        invalid: 'El código no es válido.',
        too_long: 'El código es demasiado largo.',
        declined: 'Vuelve a escribir el código.',
      },
    },
    name: {
      label: 'Nombre en la tarjeta',
      hint: 'Tal como aparece en la tarjeta',
      problems: {
        required: 'Introduce el nombre que figura en tu tarjeta.',
        invalid: 'Comprueba este nombre.',
        too_long: 'Este nombre es demasiado largo.',
      },
    },
    country: {
      label: 'País',
      hint: '',
      problems: { required: 'Elige un país.', unknown: 'Elige un país.', invalid: 'Elige un país.' },
    },
    postalCode: {
      label: 'Código postal (ZIP)',
      hint: '',
      problems: {
        required: 'Introduce tu código postal.',
        invalid: 'Este código postal no es válido.',
        too_long: 'Este código postal es demasiado largo.',
      },
    },
    businessName: {
      label: 'Nombre de la empresa',
      hint: '',
      problems: {
        required: 'Introduce el nombre de tu empresa.',
        invalid: 'Comprueba este nombre.',
        too_long: 'Este nombre es demasiado largo.',
      },
    },
    taxId: {
      label: 'NIF-IVA',
      hint: 'Como en tus facturas',
      problems: {
        required: 'Introduce tu NIF-IVA.',
        invalid: 'Este NIF-IVA no se ha aceptado.',
        too_long: 'Este NIF-IVA es demasiado largo.',
      },
    },
  },

  problems: {
    required: 'Obligatorio',
    invalid: 'No válido',
    incomplete: 'Incompleto',
    too_short: 'Demasiado corto',
    too_long: 'Demasiado largo',
    below_minimum: 'Demasiado bajo',
    above_maximum: 'Demasiado alto',
    expired: 'Caducado',
    brand_not_accepted: 'No se acepta aquí',
    unknown: 'No se conoce aquí',
    not_allowed: 'No es posible aquí',
  },

  card: {
    expiryForm: 'MM/AA',
    cvcFour: '4 dígitos del anverso',
    brandNotAccepted: (brand) => `No aceptamos ${brand}. Usa otra tarjeta.`,
    unknownBrandNotAccepted: 'No aceptamos este tipo de tarjeta. Usa otra.',
  },

  vatNumber: 'NIF-IVA',

  didYouMean: (address: string) => `¿Quisiste decir ${address}?`,

  oddTaxId: {
    like: (example) => `Suele escribirse como ${example}. Si el tuyo es correcto, continúa.`,
    unusual: 'Parece poco habitual. Si es correcto, continúa.',
  },

  form: {
    wrongFields: (count) =>
      count === 1 ? 'Revisa el campo marcado.' : `Revisa los ${count} campos marcados.`,
  },
};
