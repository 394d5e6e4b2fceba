import type { Pages } from '../messages.ts';

export const pages: Pages = {
  page: {
    title: (page, merchant) => `${page} – ${merchant}`,
    skipToContent: 'Vai al contenuto',
    toStore: (merchant) => `${merchant}, vai al negozio`,
    footer:
      'La tua carta viene trasmessa al nostro fornitore di pagamenti e questo negozio non la conserva mai.',
    language: 'Lingua',
    loading: 'Un momento…',
    testMode: 'Modalità di prova: i pagamenti sono simulati e nessuna carta viene addebitata.',
    offline: 'Sei offline. Questa pagina continuerà da sola quando tornerai in linea.',
    online: 'Sei di nuovo in linea.',
  },

  links: {
    terms: 'Termini e condizioni',
    withdrawal: 'Diritto di recesso',
    refundPolicy: 'Politica di rimborso',
    privacy: 'Informativa sulla privacy',
    imprint: 'Note legali',
    support: 'Contatti',
  },

  notFound: {
    heading: 'Qui non c’è niente',
    body: 'Forse l’indirizzo è scritto male, o la pagina è stata spostata.',
    checkoutHeading: 'Non troviamo questa pagina di pagamento',
    checkoutBody: 'Forse il link è incompleto. Se vieni da un negozio, torna lì e ricomincia il pagamento.',
    toStore: 'Vai al negozio',
  },

  unreachable: {
    heading: 'In questo momento non raggiungiamo il negozio',
    body: 'Questa pagina riprova da sola. Puoi anche riprovare ora.',
    offlineBody: 'Il tuo dispositivo è offline. Questa pagina riproverà appena sarà connesso.',
    again: 'Riprova',
  },

  broken: {
    heading: 'Qualcosa è andato storto da parte nostra',
    body: 'Non è colpa tua. Riprova tra un momento.',
  },

  store: {
    heading: 'Un piccolo negozio con un pagamento curato',
    intro: 'Qui è tutto inventato, tranne il modo di pagare.',
    products: 'Prodotti',
    add: 'Aggiungi al carrello',
    added: (product, quantity) => `${product} è nel carrello, ${quantity} in tutto.`,
    cart: 'Carrello',
    empty: 'Il tuo carrello è vuoto.',
    quantity: (product) => `Quantità: ${product}`,
    fewer: (product) => `Uno in meno: ${product}`,
    more: (product) => `Uno in più: ${product}`,
    subtotal: 'Subtotale',
    beforeTax: 'L’imposta si aggiunge al pagamento, secondo il tuo Paese.',
    checkOut: 'Vai al pagamento',
    checkingOut: 'Apertura del pagamento…',
    refused: 'Il pagamento non si è potuto aprire con questo carrello. Controllalo e riprova.',
    belowMinimum: 'Questo ordine è troppo piccolo per il pagamento con carta. Aggiungi qualcosa.',
    tooMuch: 'Questo ordine è troppo grande per un solo pagamento. Togli qualcosa.',
    slowDown: 'Un po’ troppo veloce. Aspetta un momento e riprova.',
    failed: 'Il pagamento non si è potuto aprire. Riprova.',
  },
};
