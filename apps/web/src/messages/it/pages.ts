import type { Pages } from '../messages.ts';

export const pages: Pages = {
  page: {
    title: (page, merchant) => `${page} – ${merchant}`,
    skipToContent: 'Vai al contenuto',
    toStore: (merchant) => `${merchant}, vai al negozio`,
    footer:
      'La tua carta viene trasmessa al nostro fornitore di pagamenti e questo negozio non la conserva mai.',
    language: 'Lingua',
    loading: 'Caricamento…',
    testMode: 'Modalità di prova: i pagamenti sono simulati e nessuna carta viene addebitata.',
    offline: 'Sei offline. Questa pagina continuerà automaticamente quando tornerai online.',
    online: 'Sei di nuovo online.',
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
    heading: 'Pagina non trovata',
    body: 'Controlla l’indirizzo: forse è scritto male, o la pagina è stata spostata.',
    checkoutHeading: 'Pagina di pagamento non trovata',
    checkoutBody: 'Forse il link è incompleto. Se vieni da un negozio, torna lì e ricomincia il pagamento.',
    toStore: 'Vai al negozio',
  },

  unreachable: {
    heading: 'In questo momento non raggiungiamo il negozio',
    body: 'Questa pagina riprova automaticamente. Puoi anche riprovare ora.',
    offlineBody: 'Il tuo dispositivo è offline. Questa pagina riproverà appena sarà connesso.',
    again: 'Riprova',
  },

  broken: {
    heading: 'Si è verificato un errore da parte nostra',
    body: 'Non è colpa tua. Riprova tra un momento.',
  },

  store: {
    heading: 'Un piccolo negozio con un pagamento curato',
    intro: 'Qui è tutto inventato, tranne il modo di pagare.',
    products: 'Prodotti',
    add: 'Aggiungi al carrello',
    added: (product, quantity) => `${product} è nel carrello, ${quantity} in tutto.`,
    inCart: (quantity) => `${quantity} nel carrello`,
    cart: 'Carrello',
    empty: 'Il tuo carrello è vuoto.',
    quantity: (product) => `Quantità: ${product}`,
    fewer: (product) => `Uno in meno: ${product}`,
    more: (product) => `Uno in più: ${product}`,
    subtotal: 'Subtotale',
    beforeTax: 'L’imposta si aggiunge al pagamento, secondo il tuo Paese.',
    checkOut: 'Vai al pagamento',
    checkingOut: 'Apertura del pagamento…',
    refused: 'Non è stato possibile aprire il pagamento con questo carrello. Controllalo e riprova.',
    belowMinimum: 'Questo ordine è troppo piccolo per il pagamento con carta. Aggiungi qualcosa.',
    tooMuch: 'Questo ordine è troppo grande per un solo pagamento. Togli qualcosa.',
    slowDown: 'Troppi tentativi in poco tempo. Aspetta un momento e riprova.',
    busy: 'Il negozio è molto affollato in questo momento. Aspetta un po’ e riprova.',
    failed: 'Non è stato possibile aprire il pagamento. Riprova.',
  },
};
