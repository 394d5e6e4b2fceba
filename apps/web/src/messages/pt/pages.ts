import type { Pages } from '../messages.ts';

export const pages: Pages = {
  page: {
    title: (page, merchant) => `${page} – ${merchant}`,
    skipToContent: 'Saltar para o conteúdo',
    toStore: (merchant) => `${merchant}, ir para a loja`,
    footer: 'O seu cartão é transmitido ao nosso prestador de pagamentos e nunca é guardado por esta loja.',
    language: 'Idioma',
    loading: 'A carregar…',
    testMode: 'Modo de teste: os pagamentos são simulados e nenhum cartão é debitado.',
    offline: 'Está sem ligação. Esta página continua automaticamente quando a ligação voltar.',
    online: 'A ligação voltou.',
  },

  links: {
    terms: 'Termos e condições',
    withdrawal: 'Direito de livre resolução',
    refundPolicy: 'Política de reembolso',
    privacy: 'Política de privacidade',
    imprint: 'Aviso legal',
    support: 'Contactos',
  },

  notFound: {
    heading: 'Página não encontrada',
    body: 'Verifique o endereço: talvez esteja mal escrito ou a página tenha sido movida.',
    checkoutHeading: 'Página de pagamento não encontrada',
    checkoutBody:
      'Talvez o link esteja incompleto. Se vem de uma loja, volte lá e comece o pagamento de novo.',
    toStore: 'Ir para a loja',
  },

  unreachable: {
    heading: 'Neste momento não conseguimos contactar a loja',
    body: 'Esta página volta a tentar automaticamente. Também pode tentar agora.',
    offlineBody: 'O seu dispositivo está sem ligação. Esta página volta a tentar assim que a tiver.',
    again: 'Tentar de novo',
  },

  broken: {
    heading: 'Ocorreu um erro do nosso lado',
    body: 'A culpa não é sua. Tente de novo dentro de momentos.',
  },

  store: {
    heading: 'Uma pequena loja com um pagamento cuidado',
    intro: 'Aqui tudo é inventado, menos a forma de pagar.',
    products: 'Produtos',
    add: 'Adicionar ao carrinho',
    added: (product, quantity) => `${product} está no carrinho, ${quantity} no total.`,
    inCart: (quantity) => `${quantity} no carrinho`,
    cart: 'Carrinho',
    empty: 'O seu carrinho está vazio.',
    quantity: (product) => `Quantidade: ${product}`,
    fewer: (product) => `Menos um: ${product}`,
    more: (product) => `Mais um: ${product}`,
    subtotal: 'Subtotal',
    beforeTax: 'O imposto é acrescentado no pagamento, conforme o seu país.',
    checkOut: 'Ir para o pagamento',
    checkingOut: 'A abrir o pagamento…',
    refused: 'Não foi possível abrir o pagamento com este carrinho. Reveja-o e tente de novo.',
    belowMinimum: 'Esta encomenda é demasiado pequena para pagar com cartão. Acrescente algo.',
    tooMuch: 'Esta encomenda é demasiado grande para um só pagamento. Retire algo.',
    slowDown: 'Demasiadas tentativas em pouco tempo. Aguarde um momento e tente de novo.',
    busy: 'A loja está com muitos pedidos neste momento. Aguarde um pouco e tente de novo.',
    failed: 'Não foi possível abrir o pagamento. Tente de novo.',
  },
};
