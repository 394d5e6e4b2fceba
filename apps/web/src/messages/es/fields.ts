import type { Fields } from '../messages.ts';

export const fields: Fields = {
  fields: {
    email: {
      label: 'Correo electrónico',
      hint: '',
      problems: {
        required: 'Escribe tu dirección de correo.',
        invalid: 'Esta dirección no está completa. Tiene la forma nombre@example.com.',
        too_long: 'Esta dirección es demasiado larga.',
      },
    },
    cardNumber: {
      label: 'Número de tarjeta',
      hint: '',
      problems: {
        required: 'Escribe el número de tu tarjeta.',
        incomplete: 'El número de tarjeta no está completo.',
        invalid: 'Este número no es correcto. Comprueba las cifras.',
        too_long: 'Este número es demasiado largo.',
      },
    },
    expiry: {
      label: 'Caducidad',
      hint: 'Mes/año, p. ej. 01/30',
      problems: {
        required: 'Escribe cuándo caduca tu tarjeta.',
        incomplete: 'Escribe el mes y el año.',
        invalid: 'No es una fecha. Prueba 01/30.',
        expired: 'Esta tarjeta ha caducado. Usa otra.',
      },
    },
    cvc: {
      label: 'CVC',
      hint: '3 cifras del reverso',
      problems: {
        required: 'Escribe el código de seguridad.',
        incomplete: 'El código no está completo.',
        invalid: 'El código no es correcto.',
        too_long: 'El código es demasiado largo.',
        declined: 'Vuelve a escribir el código.',
      },
    },
    name: {
      label: 'Nombre en la tarjeta',
      hint: 'Como está impreso. Ayuda a tu banco a reconocerte.',
      problems: {
        required: 'Escribe el nombre que figura en tu tarjeta.',
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
      label: 'Código postal',
      hint: '',
      problems: {
        required: 'Escribe tu código postal.',
        invalid: 'Este código postal no es correcto.',
        too_long: 'Este código postal es demasiado largo.',
      },
    },
    businessName: {
      label: 'Nombre de la empresa',
      hint: '',
      problems: {
        required: 'Escribe el nombre de tu empresa.',
        invalid: 'Comprueba este nombre.',
        too_long: 'Este nombre es demasiado largo.',
      },
    },
    taxId: {
      label: 'Número fiscal',
      hint: 'NIF-IVA, como en tus facturas',
      problems: {
        required: 'Escribe tu número fiscal.',
        invalid: 'Este número fiscal no se ha aceptado.',
        too_long: 'Este número fiscal es demasiado largo.',
      },
    },
  },

  problems: {
    required: 'Esto hace falta.',
    invalid: 'Esto no es correcto.',
    incomplete: 'Esto no está completo.',
    too_short: 'Esto es demasiado corto.',
    too_long: 'Esto es demasiado largo.',
    below_minimum: 'Esto es demasiado poco.',
    above_maximum: 'Esto es demasiado.',
    expired: 'Esto ha caducado.',
    brand_not_accepted: 'Esto no se acepta aquí.',
    unknown: 'Esto no se conoce aquí.',
    not_allowed: 'Esto no es posible aquí.',
  },

  card: {
    cvcFour: '4 cifras del anverso',
    brandNotAccepted: (brand) => `No aceptamos ${brand}. Usa otra tarjeta.`,
    unknownBrandNotAccepted: 'No aceptamos este tipo de tarjeta. Usa otra.',
  },

  oddTaxId: {
    like: (example) => `Suele escribirse como ${example}. Si el tuyo es correcto, sigue.`,
    unusual: 'Parece poco habitual. Si es correcto, sigue.',
  },

  form: {
    wrongFields: (count) =>
      count === 1 ? 'Revisa el campo marcado.' : `Revisa los ${count} campos marcados.`,
  },
};
