import type { Fields } from '../messages.ts';

export const fields: Fields = {
  fields: {
    email: {
      label: 'E-mail',
      hint: '',
      problems: {
        required: 'Introduza o seu endereço de e-mail.',
        invalid: 'Introduza um endereço de e-mail completo, por exemplo nome@example.com.',
        too_long: 'Este endereço é demasiado longo.',
      },
    },
    cardNumber: {
      label: 'Número do cartão',
      hint: '',
      problems: {
        required: 'Introduza o número do seu cartão.',
        incomplete: 'O número do cartão não está completo.',
        invalid: 'Este número não é válido. Verifique os dígitos.',
        too_long: 'Este número é demasiado longo.',
      },
    },
    expiry: {
      label: 'Validade',
      hint: 'Mês/ano, p. ex. 01/30',
      problems: {
        required: 'Introduza a validade do cartão.',
        incomplete: 'Introduza o mês e o ano.',
        invalid: 'Esta data não é válida. Exemplo: 01/30.',
        expired: 'Este cartão expirou. Use outro.',
      },
    },
    cvc: {
      label: 'CVC',
      hint: '3 dígitos no verso',
      problems: {
        required: 'Introduza o código de segurança.',
        incomplete: 'O código não está completo.',
        invalid: 'O código não é válido.',
        too_long: 'O código é demasiado longo.',
        declined: 'Escreva o código de novo.',
      },
    },
    name: {
      label: 'Nome no cartão',
      hint: 'Tal como aparece no cartão',
      problems: {
        required: 'Introduza o nome que está no cartão.',
        invalid: 'Verifique este nome.',
        too_long: 'Este nome é demasiado longo.',
      },
    },
    country: {
      label: 'País',
      hint: '',
      problems: { required: 'Escolha um país.', unknown: 'Escolha um país.', invalid: 'Escolha um país.' },
    },
    postalCode: {
      label: 'Código postal (ZIP)',
      hint: '',
      problems: {
        required: 'Introduza o seu código postal.',
        invalid: 'Este código postal não é válido.',
        too_long: 'Este código postal é demasiado longo.',
      },
    },
    businessName: {
      label: 'Nome da empresa',
      hint: '',
      problems: {
        required: 'Introduza o nome da sua empresa.',
        invalid: 'Verifique este nome.',
        too_long: 'Este nome é demasiado longo.',
      },
    },
    taxId: {
      label: 'NIF ou número de IVA',
      hint: 'Como nas faturas',
      problems: {
        required: 'Introduza o seu NIF ou número de IVA.',
        invalid: 'Este número não foi aceite.',
        too_long: 'Este número é demasiado longo.',
      },
    },
  },

  problems: {
    required: 'Obrigatório',
    invalid: 'Não é válido',
    incomplete: 'Incompleto',
    too_short: 'Demasiado curto',
    too_long: 'Demasiado longo',
    below_minimum: 'Demasiado baixo',
    above_maximum: 'Demasiado alto',
    expired: 'Expirado',
    brand_not_accepted: 'Não é aceite aqui',
    unknown: 'Não é conhecido aqui',
    not_allowed: 'Não é possível aqui',
  },

  card: {
    expiryForm: 'MM/AA',
    cvcFour: '4 dígitos na frente',
    brandNotAccepted: (brand) => `Não aceitamos ${brand}. Use outro cartão.`,
    unknownBrandNotAccepted: 'Não aceitamos este tipo de cartão. Use outro.',
  },

  vatNumber: 'Número de IVA',

  didYouMean: (address: string) => `Queria dizer ${address}?`,

  oddTaxId: {
    like: (example) => `Costuma escrever-se ${example}. Se o seu está correto, continue.`,
    unusual: 'Parece invulgar. Se está correto, continue.',
  },

  form: {
    wrongFields: (count) =>
      count === 1 ? 'Verifique o campo assinalado.' : `Verifique os ${count} campos assinalados.`,
  },
};
