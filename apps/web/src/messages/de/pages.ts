import type { Pages } from '../messages.ts';

export const pages: Pages = {
  page: {
    title: (page, merchant) => `${page} – ${merchant}`,
    skipToContent: 'Zum Inhalt springen',
    toStore: (merchant) => `${merchant}, zum Laden`,
    footer:
      'Ihre Karte wird an unseren Zahlungsdienstleister weitergegeben und von diesem Laden niemals gespeichert.',
    language: 'Sprache',
    loading: 'Einen Moment …',
    testMode: 'Testmodus: Zahlungen werden nur simuliert, keine Karte wird belastet.',
    offline: 'Sie sind offline. Diese Seite macht von selbst weiter, sobald Sie wieder verbunden sind.',
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
    heading: 'Hier ist nichts',
    body: 'Vielleicht ist die Adresse vertippt, oder die Seite ist umgezogen.',
    checkoutHeading: 'Diese Kasse finden wir nicht',
    checkoutBody:
      'Vielleicht ist der Link unvollständig. Wenn Sie aus einem Laden kommen, gehen Sie dorthin zurück und noch einmal zur Kasse.',
    toStore: 'Zum Laden',
  },

  unreachable: {
    heading: 'Wir erreichen den Laden gerade nicht',
    body: 'Diese Seite versucht es von selbst wieder. Sie können es auch jetzt versuchen.',
    offlineBody: 'Ihr Gerät ist offline. Diese Seite versucht es wieder, sobald Sie verbunden sind.',
    again: 'Noch einmal versuchen',
  },

  broken: {
    heading: 'Bei uns ist etwas schiefgegangen',
    body: 'Es liegt nicht an Ihnen. Bitte versuchen Sie es gleich noch einmal.',
  },

  store: {
    heading: 'Ein kleiner Laden mit einer sorgfältigen Kasse',
    intro: 'Alles hier ist erfunden, außer der Art zu bezahlen.',
    products: 'Waren',
    add: 'In den Warenkorb',
    added: (product, quantity) => `${product} liegt im Warenkorb, insgesamt ${quantity}.`,
    cart: 'Warenkorb',
    empty: 'Ihr Warenkorb ist leer.',
    quantity: (product) => `Anzahl: ${product}`,
    fewer: (product) => `Einmal weniger: ${product}`,
    more: (product) => `Einmal mehr: ${product}`,
    subtotal: 'Zwischensumme',
    beforeTax: 'Die Steuer kommt an der Kasse hinzu, je nach Land.',
    checkOut: 'Zur Kasse',
    checkingOut: 'Die Kasse wird geöffnet …',
    refused: 'Mit diesem Warenkorb ließ sich die Kasse nicht öffnen. Bitte sehen Sie ihn noch einmal durch.',
    belowMinimum: 'Diese Bestellung ist zu klein für eine Kartenzahlung. Bitte legen Sie noch etwas hinzu.',
    tooMuch: 'Diese Bestellung ist zu groß für eine einzige Zahlung. Bitte nehmen Sie etwas heraus.',
    slowDown: 'Das ging etwas schnell. Bitte warten Sie einen Moment und versuchen Sie es noch einmal.',
    failed: 'Die Kasse ließ sich gerade nicht öffnen. Bitte versuchen Sie es noch einmal.',
  },
};
