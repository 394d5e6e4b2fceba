import type { Fields } from '../messages.ts';

export const fields: Fields = {
  fields: {
    email: {
      label: 'E-mail',
      hint: '',
      problems: {
        required: 'Escreva o seu endereço de e-mail.',
        invalid: 'Este endereço não está completo. Tem a forma nome@example.com.',
        too_long: 'Este endereço é demasiado longo.',
      },
    },
    cardNumber: {
      label: 'Número do cartão',
      hint: '',
      problems: {
        required: 'Escreva o número do seu cartão.',
        incomplete: 'O número do cartão não está completo.',
        invalid: 'Este número não está certo. Verifique os algarismos.',
        too_long: 'Este número é demasiado longo.',
      },
    },
    expiry: {
      label: 'Validade',
      hint: 'Mês/ano, p. ex. 01/30',
      problems: {
        required: 'Escreva a validade do cartão.',
        incomplete: 'Escreva o mês e o ano.',
        invalid: 'Não é uma data. Tente 01/30.',
        expired: 'Este cartão expirou. Use outro.',
      },
    },
    cvc: {
      label: 'CVC',
      hint: '3 algarismos no verso',
      problems: {
        required: 'Escreva o código de segurança.',
        incomplete: 'O código não está completo.',
        invalid: 'O código não está certo.',
        too_long: 'O código é demasiado longo.',
        declined: 'Escreva o código de novo.',
      },
    },
    name: {
      label: 'Nome no cartão',
      hint: 'Como impresso. Ajuda o banco a reconhecê-lo.',
      problems: {
        required: 'Escreva o nome que está no cartão.',
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
      label: 'Código postal',
      hint: '',
      problems: {
        required: 'Escreva o seu código postal.',
        invalid: 'Este código postal não está certo.',
        too_long: 'Este código postal é demasiado longo.',
      },
    },
    businessName: {
      label: 'Nome da empresa',
      hint: '',
      problems: {
        required: 'Escreva o nome da sua empresa.',
        invalid: 'Verifique este nome.',
        too_long: 'Este nome é demasiado longo.',
      },
    },
    taxId: {
      label: 'Número fiscal',
      hint: 'NIF ou número de IVA, como nas faturas',
      problems: {
        required: 'Escreva o seu número fiscal.',
        invalid: 'Este número fiscal não foi aceite.',
        too_long: 'Este número fiscal é demasiado longo.',
      },
    },
  },

  problems: {
    required: 'Isto é necessário.',
    invalid: 'Isto não está certo.',
    incomplete: 'Isto não está completo.',
    too_short: 'Isto é demasiado curto.',
    too_long: 'Isto é demasiado longo.',
    below_minimum: 'Isto é demasiado pouco.',
    above_maximum: 'Isto é demasiado.',
    expired: 'Isto expirou.',
    brand_not_accepted: 'Isto não é aceite aqui.',
    unknown: 'Isto não é conhecido aqui.',
    not_allowed: 'Isto não é possível aqui.',
  },

  card: {
    cvcFour: '4 algarismos na frente',
    brandNotAccepted: (brand) => `Não aceitamos ${brand}. Use outro cartão.`,
    unknownBrandNotAccepted: 'Não aceitamos este tipo de cartão. Use outro.',
  },

  oddTaxId: {
    like: (example) => `Costuma escrever-se ${example}. Se o seu está certo, continue.`,
    unusual: 'Parece invulgar. Se está certo, continue.',
  },

  form: {
    wrongFields: (count) =>
      count === 1 ? 'Verifique o campo assinalado.' : `Verifique os ${count} campos assinalados.`,
  },
};
