import type { CheckoutTexts } from '../messages.ts';

export const checkout: CheckoutTexts = {
  checkout: {
    heading: 'Pagamento',
    contact: 'Contacto',
    payment: 'Forma de pagamento',
    billing: 'Faturação',
    cancel: 'Cancelar e voltar',
    saved: 'Cartão guardado',
    savedUnknown: 'O último cartão que guardou',
    another: 'Usar outro cartão',
    cardEnding: (brand, last4) => `${brand} terminado em ${last4}`,
    cardWithoutBrand: (last4) => `Cartão terminado em ${last4}`,
    acceptedCards: (brands) => `Aceitamos ${brands}.`,
    save: 'Guardar este cartão para a próxima vez',
    saveConsent:
      'O nosso prestador de pagamentos guarda o cartão com o seu endereço de e-mail. Só é debitado quando o escolher para uma compra.',
    business: 'Compro como empresa',
    chooseCountry: 'Escolha um país',
    amountBesidePay: false,
    // Art. 5.º do Decreto-Lei 24/2014: "encomenda com obrigação de pagar" or as plain an equivalent.
    pay: (amount) => `Encomendar e pagar ${amount}`,
    toTotal: 'Continuar para o total',
    updatingTotal: 'A calcular o total…',
    stillUpdating: 'O total ainda está a ser calculado. Carregue de novo dentro de momentos.',
    offline: 'Sem ligação: ligue-se à Internet para pagar',
    sending: 'A enviar o seu pagamento…',
    stillSending: 'À espera do seu banco…',
    longSending: 'Ainda à espera. Mantenha esta página aberta…',
    redirecting: 'A levá-lo ao seu banco…',
  },

  summary: {
    heading: 'A sua encomenda',
    show: 'Resumo',
    quantity: (quantity) => `Quantidade ${quantity}`,
    subtotal: 'Subtotal',
    tax: (rate) => `Imposto (${rate})`,
    taxUnknown: 'Imposto',
    reverseCharge:
      'Autoliquidação: como empresa na UE, é a sua empresa que declara o imposto, por isso aqui não é acrescentado.',
    total: 'Total',
    totalIs: (total) => `O total é agora ${total}.`,
    taxLater: 'O imposto é calculado no momento do pagamento.',
  },

  agreement: {
    heading: 'Verifique o total',
    workedOut: 'O imposto para o seu país foi calculado.',
    changed: 'O total mudou.',
    uncharged: 'Ainda nada foi debitado.',
    back: 'Alterar o cartão ou os dados',
  },

  bank: {
    heading: 'O seu banco quer ter a certeza de que é mesmo você',
    body: 'Confirme o pagamento na página do seu banco. Até lá, nada é debitado.',
    continue: 'Continuar no seu banco',
    or: 'Ou pague abaixo com outro cartão.',
    redirecting: 'A levá-lo à página do seu banco…',
  },

  processing: {
    heading: 'Estamos a verificar o seu pagamento',
    body: 'Não pague outra vez. Esta página mostra o resultado sozinha assim que for conhecido.',
    returned: 'Bem-vindo de volta. Estamos a pedir o resultado da verificação do seu banco.',
    slow: 'Está a demorar mais do que o habitual. Pode fechar esta página e voltar mais tarde: o resultado estará aqui.',
    unreachable: 'Neste momento não conseguimos contactar a loja. Continuamos a tentar.',
    again: 'Verificar de novo',
  },

  expired: {
    heading: 'Esta página de pagamento expirou',
    body: 'Nada foi debitado. As páginas de pagamento ficam abertas por tempo limitado; comece outra quando quiser.',
    kept: 'O que escreveu é conservado, exceto o cartão.',
    fresh: 'Começar um novo pagamento',
    opening: 'A abrir um novo pagamento…',
    failed: 'Não foi possível abrir um novo pagamento agora. Tente de novo.',
    back: 'Voltar à loja',
  },

  failed: {
    heading: 'Afinal, o pagamento não foi concluído',
    body: 'Foi autorizado, mas falhou depois. Nada será debitado por ele. Se o seu banco mostrar o montante como pendente, pergunte-lhe quando desaparece.',
    unpaid: 'A sua encomenda não está paga.',
  },

  receipt: {
    headings: {
      paid: 'Pagamento aceite',
      refundPending: 'O reembolso está a caminho',
      partlyRefunded: 'Uma parte deste pagamento foi reembolsada',
      refunded: 'Este pagamento foi reembolsado',
    },
    thanks: 'Obrigado pela sua encomenda.',
    amount: 'Montante',
    date: 'Data',
    card: 'Cartão',
    email: 'E-mail',
    reference: 'Referência do pagamento',
    referenceHint: 'Indique-no-la se precisar de ajuda.',
    items: 'Artigos',
    subtotal: 'Subtotal',
    tax: 'Imposto',
    total: 'Total',
    print: 'Imprimir',
    continue: 'Continuar',
    returning: 'Voltará à loja dentro de alguns segundos.',
    stay: 'Ficar nesta página',
    toStore: 'Voltar à loja',
    refundDelay: 'O reembolso pode demorar alguns dias a aparecer no seu extrato.',
  },
};
