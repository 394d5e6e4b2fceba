import type { Pages } from '../messages.ts';

export const pages: Pages = {
  page: {
    title: (page, merchant) => `${page} – ${merchant}`,
    skipToContent: 'Zum Inhalt springen',
    toStore: (merchant) => `${merchant}, zum Shop`,
    footer:
      'Ihre Karte wird an unseren Zahlungsdienstleister übermittelt und in diesem Shop nie gespeichert.',
    language: 'Sprache',
    loading: 'Wird geladen …',
    testMode: 'Testmodus: Zahlungen werden nur simuliert, keine Karte wird belastet.',
    offline: 'Sie sind offline. Diese Seite macht automatisch weiter, sobald Sie wieder verbunden sind.',
    online: 'Sie sind wieder verbunden.',
  },

  links: {
    terms: 'AGB',
    withdrawal: 'Widerrufsbelehrung',
    refundPolicy: 'Rückerstattungsbedingungen',
    privacy: 'Datenschutzerklärung',
    imprint: 'Impressum',
    support: 'Kontakt',
  },

  notFound: {
    heading: 'Seite nicht gefunden',
    body: 'Prüfen Sie die Adresse: Vielleicht enthält sie einen Tippfehler, oder die Seite wurde verschoben.',
    checkoutHeading: 'Diese Zahlungsseite wurde nicht gefunden',
    checkoutBody:
      'Vielleicht ist der Link unvollständig. Wenn Sie aus einem Shop kommen, gehen Sie dorthin zurück und erneut zur Kasse.',
    toStore: 'Zum Shop',
  },

  unreachable: {
    heading: 'Der Shop ist gerade nicht erreichbar',
    body: 'Diese Seite versucht es automatisch erneut. Sie können es auch jetzt versuchen.',
    offlineBody: 'Ihr Gerät ist offline. Diese Seite versucht es erneut, sobald Sie verbunden sind.',
    again: 'Erneut versuchen',
  },

  broken: {
    heading: 'Bei uns ist ein Fehler aufgetreten',
    body: 'Es liegt nicht an Ihnen. Bitte versuchen Sie es gleich erneut.',
  },

  store: {
    heading: 'Ein kleiner Shop mit einer sorgfältigen Kasse',
    intro: 'Alles hier ist erfunden, außer der Art zu bezahlen.',
    products: 'Produkte',
    add: 'In den Warenkorb',
    added: (product, quantity) => `${product} liegt im Warenkorb, insgesamt ${quantity}.`,
    inCart: (quantity) => `${quantity} im Warenkorb`,
    cart: 'Warenkorb',
    empty: 'Ihr Warenkorb ist leer.',
    quantity: (product) => `Anzahl: ${product}`,
    fewer: (product) => `Einmal weniger: ${product}`,
    more: (product) => `Einmal mehr: ${product}`,
    subtotal: 'Zwischensumme',
    beforeTax: 'Die Steuer kommt an der Kasse hinzu, je nach Land.',
    checkOut: 'Zur Kasse',
    checkingOut: 'Die Kasse wird geöffnet …',
    refused:
      'Die Kasse konnte mit diesem Warenkorb nicht geöffnet werden. Bitte prüfen Sie ihn und versuchen Sie es erneut.',
    belowMinimum: 'Diese Bestellung ist zu klein für eine Kartenzahlung. Bitte legen Sie noch etwas hinzu.',
    tooMuch: 'Diese Bestellung ist zu groß für eine einzige Zahlung. Bitte nehmen Sie etwas heraus.',
    slowDown: 'Zu viele Versuche in kurzer Zeit. Bitte warten Sie kurz und versuchen Sie es erneut.',
    busy: 'Der Shop ist gerade sehr ausgelastet. Bitte warten Sie kurz und versuchen Sie es erneut.',
    failed: 'Die Kasse konnte nicht geöffnet werden. Bitte versuchen Sie es erneut.',
  },
};
