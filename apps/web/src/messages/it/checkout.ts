import type { CheckoutTexts } from '../messages.ts';

export const checkout: CheckoutTexts = {
  checkout: {
    heading: 'Pagamento',
    contact: 'Contatto',
    payment: 'Metodo di pagamento',
    billing: 'Fatturazione',
    cancel: 'Annulla e torna indietro',
    saved: 'Carta salvata',
    savedUnknown: 'L’ultima carta che hai salvato',
    another: 'Usa un’altra carta',
    cardEnding: (brand, last4) => `${brand} che termina con ${last4}`,
    cardWithoutBrand: (last4) => `Carta che termina con ${last4}`,
    acceptedCards: (brands) => `Accettiamo ${brands}.`,
    save: 'Salva questa carta per la prossima volta',
    saveConsent:
      'Il nostro fornitore di pagamenti conserva la carta insieme al tuo indirizzo e-mail. Viene addebitata solo quando la scegli per un acquisto.',
    business: 'Acquisto per un’azienda',
    chooseCountry: 'Scegli un Paese',
    amountBesidePay: false,
    // Art. 51, comma 2, Codice del consumo: "ordine con obbligo di pagare" or as plain an equivalent.
    pay: (amount) => `Ordina e paga ${amount}`,
    toTotal: 'Continua al totale',
    updatingTotal: 'Calcolo del totale…',
    stillUpdating: 'Il totale è ancora in calcolo. Premi di nuovo tra un momento.',
    offline: 'Sei offline: riconnettiti per pagare',
    sending: 'Invio del pagamento…',
    stillSending: 'In attesa della tua banca…',
    longSending: 'Ancora in attesa. Tieni aperta questa pagina…',
    redirecting: 'Ti portiamo alla tua banca…',
  },

  summary: {
    heading: 'Il tuo ordine',
    show: 'Riepilogo',
    quantity: (quantity) => `Quantità ${quantity}`,
    subtotal: 'Subtotale',
    tax: (rate) => `Imposta (${rate})`,
    taxUnknown: 'Imposta',
    reverseCharge:
      'Inversione contabile: come azienda nell’UE versi tu stessa l’imposta, perciò qui non viene aggiunta.',
    total: 'Totale',
    totalIs: (total) => `Il totale ora è ${total}.`,
    taxLater: 'L’imposta viene calcolata al momento del pagamento.',
  },

  agreement: {
    heading: 'Controlla il totale',
    workedOut: 'L’imposta per il tuo Paese è stata calcolata.',
    changed: 'Il totale è cambiato.',
    uncharged: 'Non ti è stato ancora addebitato nulla.',
    back: 'Modifica la carta o i dati',
  },

  bank: {
    heading: 'La tua banca vuole assicurarsi che sia tu',
    body: 'Conferma il pagamento sulla pagina della tua banca. Prima non viene addebitato nulla.',
    continue: 'Continua presso la tua banca',
    or: 'Oppure paga qui sotto con un’altra carta.',
    redirecting: 'Ti portiamo alla pagina della tua banca…',
  },

  processing: {
    heading: 'Stiamo verificando il tuo pagamento',
    body: 'Non pagare di nuovo. Questa pagina mostra il risultato da sola appena è noto.',
    returned: 'Bentornato. Stiamo chiedendo il risultato della verifica della tua banca.',
    slow: 'Ci vuole più del solito. Puoi chiudere questa pagina e tornare più tardi: il risultato sarà qui.',
    unreachable: 'In questo momento il negozio non è raggiungibile. Continuiamo a provare.',
    again: 'Controlla di nuovo',
  },

  expired: {
    heading: 'Questa pagina di pagamento è scaduta',
    body: 'Non ti è stato addebitato nulla. Le pagine di pagamento restano aperte per un tempo limitato; ricomincia quando vuoi.',
    kept: 'Ciò che hai scritto è conservato, tranne la carta.',
    fresh: 'Ricomincia il pagamento',
    opening: 'Apertura di un nuovo pagamento…',
    failed: 'Non si è potuto aprire un nuovo pagamento. Riprova.',
    back: 'Torna al negozio',
  },

  failed: {
    heading: 'Alla fine il pagamento non è riuscito',
    body: 'Era stato autorizzato, ma poi è fallito. Non ti verrà addebitato nulla. Se la tua banca mostra l’importo in sospeso, chiedile quando scomparirà.',
    unpaid: 'Il tuo ordine non è pagato.',
  },

  receipt: {
    headings: {
      paid: 'Pagamento accettato',
      refundPending: 'Un rimborso è in arrivo',
      partlyRefunded: 'Una parte di questo pagamento è stata rimborsata',
      refunded: 'Questo pagamento è stato rimborsato',
    },
    thanks: 'Grazie per il tuo ordine.',
    amount: 'Importo',
    date: 'Data',
    card: 'Carta',
    email: 'E-mail',
    reference: 'Riferimento del pagamento',
    referenceHint: 'Comunicacelo se hai bisogno di aiuto.',
    items: 'Articoli',
    subtotal: 'Subtotale',
    tax: 'Imposta',
    total: 'Totale',
    print: 'Stampa',
    continue: 'Continua',
    returning: 'Tra pochi secondi tornerai al negozio.',
    stay: 'Resta su questa pagina',
    toStore: 'Torna al negozio',
    refundDelay: 'Possono volerci alcuni giorni prima che il rimborso compaia sull’estratto conto.',
  },
};
