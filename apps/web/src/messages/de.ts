import type { Messages } from './messages.ts';

export const de: Messages = {
  lang: 'de',
  dir: 'ltr',

  page: {
    title: (page, merchant) => `${page} – ${merchant}`,
    skipToContent: 'Zum Inhalt springen',
    toStore: (merchant) => `${merchant}, zum Laden`,
    footer:
      'Ihre Karte wird an unseren Zahlungsdienstleister weitergegeben und von diesem Laden niemals gespeichert.',
    loading: 'Einen Moment …',
    offline: 'Sie sind offline. Diese Seite macht von selbst weiter, sobald Sie wieder verbunden sind.',
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

  checkout: {
    heading: 'Kasse',
    contact: 'Kontakt',
    payment: 'Zahlung',
    billing: 'Rechnung',
    cancel: 'Abbrechen und zurück',
    saved: 'Gespeicherte Karte',
    savedUnknown: 'Ihre zuletzt gespeicherte Karte',
    another: 'Andere Karte verwenden',
    cardEnding: (brand, last4) => `${brand} mit den Endziffern ${last4}`,
    cardWithoutBrand: (last4) => `Karte mit den Endziffern ${last4}`,
    acceptedCards: 'Wir nehmen',
    save: 'Diese Karte für das nächste Mal speichern',
    saveConsent:
      'Unser Zahlungsdienstleister bewahrt die Karte zu Ihrer E-Mail-Adresse auf. Sie wird nur belastet, wenn Sie sie für einen Kauf auswählen.',
    business: 'Ich kaufe für ein Unternehmen',
    chooseCountry: 'Land auswählen',
    // § 312j Abs. 3 BGB: these words and nothing else. The amount stands in the summary.
    pay: () => 'Zahlungspflichtig bestellen',
    payWithoutAmount: 'Zahlungspflichtig bestellen',
    updatingTotal: 'Die Summe wird berechnet …',
    stillUpdating: 'Die Summe wird noch berechnet. Bitte drücken Sie gleich noch einmal.',
    sending: 'Ihre Zahlung wird gesendet …',
    stillSending: 'Wir warten auf Ihre Bank …',
    redirecting: 'Wir bringen Sie zu Ihrer Bank …',
  },

  summary: {
    heading: 'Ihre Bestellung',
    show: 'Bestellübersicht',
    quantity: (quantity) => `Anzahl ${quantity}`,
    subtotal: 'Zwischensumme',
    tax: (rate) => `Steuer (${rate})`,
    taxUnknown: 'Steuer',
    reverseCharge:
      'Steuerschuldnerschaft des Leistungsempfängers: Als Unternehmen in der EU führen Sie die Steuer selbst ab, deshalb kommt hier keine hinzu.',
    total: 'Gesamt',
    totalIs: (total) => `Die Summe beträgt jetzt ${total}.`,
    failed: 'Die Steuer ließ sich gerade nicht berechnen.',
    again: 'Noch einmal versuchen',
  },

  fields: {
    email: {
      label: 'E-Mail',
      hint: '',
      problems: {
        required: 'Geben Sie Ihre E-Mail-Adresse ein.',
        invalid: 'Diese E-Mail-Adresse ist nicht vollständig. Sie sieht aus wie name@example.com.',
        too_long: 'Diese E-Mail-Adresse ist zu lang.',
      },
    },
    cardNumber: {
      label: 'Kartennummer',
      hint: '',
      problems: {
        required: 'Geben Sie Ihre Kartennummer ein.',
        incomplete: 'Ihre Kartennummer ist nicht vollständig.',
        invalid: 'Diese Kartennummer stimmt nicht. Bitte prüfen Sie die Ziffern.',
        too_long: 'Diese Kartennummer ist zu lang.',
      },
    },
    expiry: {
      label: 'Gültig bis',
      hint: 'Monat/Jahr, z. B. 01/30',
      problems: {
        required: 'Geben Sie ein, bis wann Ihre Karte gilt.',
        incomplete: 'Geben Sie Monat und Jahr ein.',
        invalid: 'Das ist kein Datum. Versuchen Sie 01/30.',
        expired: 'Diese Karte ist abgelaufen. Bitte nehmen Sie eine andere.',
      },
    },
    cvc: {
      label: 'Prüfnummer',
      hint: '3 Ziffern auf der Rückseite',
      problems: {
        required: 'Geben Sie die Prüfnummer ein.',
        incomplete: 'Die Prüfnummer ist nicht vollständig.',
        invalid: 'Die Prüfnummer stimmt nicht.',
        too_long: 'Die Prüfnummer ist zu lang.',
      },
    },
    name: {
      label: 'Name auf der Karte',
      hint: 'Wie aufgedruckt. Das hilft Ihrer Bank, Sie zu erkennen.',
      problems: {
        required: 'Geben Sie den Namen auf Ihrer Karte ein.',
        invalid: 'Bitte prüfen Sie diesen Namen.',
        too_long: 'Dieser Name ist zu lang.',
      },
    },
    country: {
      label: 'Land',
      hint: '',
      problems: {
        required: 'Wählen Sie ein Land aus.',
        unknown: 'Wählen Sie ein Land aus.',
        invalid: 'Wählen Sie ein Land aus.',
      },
    },
    postalCode: {
      label: 'Postleitzahl',
      hint: '',
      problems: {
        required: 'Geben Sie Ihre Postleitzahl ein.',
        invalid: 'Diese Postleitzahl stimmt nicht.',
        too_long: 'Diese Postleitzahl ist zu lang.',
      },
    },
    businessName: {
      label: 'Name des Unternehmens',
      hint: '',
      problems: {
        required: 'Geben Sie den Namen Ihres Unternehmens ein.',
        invalid: 'Bitte prüfen Sie diesen Namen.',
        too_long: 'Dieser Name ist zu lang.',
      },
    },
    taxId: {
      label: 'Steuernummer',
      hint: 'USt-IdNr., wie auf Ihren Rechnungen',
      problems: {
        required: 'Geben Sie Ihre Steuernummer ein.',
        invalid: 'Diese Steuernummer wurde nicht angenommen.',
        too_long: 'Diese Steuernummer ist zu lang.',
      },
    },
  },

  problems: {
    required: 'Das wird gebraucht.',
    invalid: 'Das stimmt nicht.',
    incomplete: 'Das ist nicht vollständig.',
    too_short: 'Das ist zu kurz.',
    too_long: 'Das ist zu lang.',
    below_minimum: 'Das ist zu wenig.',
    above_maximum: 'Das ist zu viel.',
    expired: 'Das ist abgelaufen.',
    brand_not_accepted: 'Das nehmen wir hier nicht an.',
    unknown: 'Das kennen wir hier nicht.',
    not_allowed: 'Das ist hier nicht möglich.',
  },

  card: {
    cvcFour: '4 Ziffern auf der Vorderseite',
    brandNotAccepted: (brand) => `${brand} nehmen wir nicht. Bitte nehmen Sie eine andere Karte.`,
    unknownBrandNotAccepted: 'Diese Art von Karte nehmen wir nicht. Bitte nehmen Sie eine andere.',
  },

  form: {
    wrongFields: (count) =>
      count === 1
        ? 'Bitte prüfen Sie das markierte Feld.'
        : `Bitte prüfen Sie die ${count} markierten Felder.`,
  },

  decline: {
    heading: 'Ihre Zahlung hat nicht geklappt',
    totalChangedHeading: 'Der Gesamtbetrag hat sich geändert',
    codes: {
      card_declined:
        'Ihre Karte wurde abgelehnt. Es wurde nichts abgebucht. Nehmen Sie eine andere Karte oder fragen Sie Ihre Bank.',
      insufficient_funds:
        'Ihre Karte wurde mangels Deckung abgelehnt. Es wurde nichts abgebucht. Nehmen Sie eine andere Karte.',
      incorrect_cvc:
        'Die Prüfnummer wurde nicht angenommen. Es wurde nichts abgebucht. Prüfen Sie sie und versuchen Sie es noch einmal.',
      invalid_cvc:
        'Die Prüfnummer wurde nicht angenommen. Es wurde nichts abgebucht. Prüfen Sie sie und versuchen Sie es noch einmal.',
      incorrect_number:
        'Die Kartennummer wurde nicht angenommen. Es wurde nichts abgebucht. Prüfen Sie sie und versuchen Sie es noch einmal.',
      invalid_number:
        'Die Kartennummer wurde nicht angenommen. Es wurde nichts abgebucht. Prüfen Sie sie und versuchen Sie es noch einmal.',
      invalid_expiry_month:
        'Das Ablaufdatum wurde nicht angenommen. Es wurde nichts abgebucht. Prüfen Sie es und versuchen Sie es noch einmal.',
      invalid_expiry_year:
        'Das Ablaufdatum wurde nicht angenommen. Es wurde nichts abgebucht. Prüfen Sie es und versuchen Sie es noch einmal.',
      expired_card:
        'Diese Karte ist abgelaufen. Es wurde nichts abgebucht. Bitte nehmen Sie eine andere Karte.',
      processing_error:
        'Die Zahlung ließ sich nicht ausführen. Es wurde nichts abgebucht. Bitte versuchen Sie es noch einmal.',
      PAYMENT_PROCESSING_ERROR:
        'Die Zahlung ließ sich nicht ausführen. Es wurde nichts abgebucht. Bitte versuchen Sie es noch einmal.',
      THREE_DS_FAILED:
        'Ihre Bank konnte nicht bestätigen, dass Sie es sind. Es wurde nichts abgebucht. Versuchen Sie es noch einmal oder nehmen Sie eine andere Karte.',
      not_charged:
        'Die Zahlung wurde nicht ausgeführt. Es wurde nichts abgebucht. Bitte versuchen Sie es noch einmal.',
      total_changed:
        'Es wurde nichts abgebucht, und alle Ihre Angaben sind noch da. Prüfen Sie den neuen Betrag und bestellen Sie erneut.',
      superseded:
        'Die frühere Zahlung wurde verworfen und nichts dafür abgebucht. Sie können noch einmal bezahlen.',
    },
    retryable:
      'Ihre Karte wurde abgelehnt. Es wurde nichts abgebucht. Versuchen Sie es noch einmal oder nehmen Sie eine andere Karte.',
    final: 'Ihre Karte wurde abgelehnt. Es wurde nichts abgebucht. Bitte nehmen Sie eine andere Karte.',
  },

  refusal: {
    fields: 'Einige Angaben wurden nicht angenommen. Bitte prüfen Sie die markierten Felder.',
    unmarked:
      'Einige Angaben wurden nicht angenommen. Bitte prüfen Sie sie und versuchen Sie es noch einmal.',
    again: 'Die Zahlung wurde nicht begonnen und nichts abgebucht. Bitte drücken Sie noch einmal.',
    notCharged:
      'Die Zahlung kam nicht zustande und es wurde nichts abgebucht. Bitte versuchen Sie es noch einmal.',
    savedCard: 'Die gespeicherte Karte geht für diesen Kauf nicht. Bitte geben Sie eine Karte ein.',
    slowDown:
      'Das ging etwas schnell. Es wurde nichts abgebucht. Bitte warten Sie einen Moment und versuchen Sie es noch einmal.',
    unavailable:
      'Kartenzahlungen sind gerade nicht möglich. Es wurde nichts abgebucht. Bitte versuchen Sie es später noch einmal.',
    notBegun:
      'Ihre Zahlung wurde nicht begonnen und nichts abgebucht. Ihre Angaben sind noch da: Sie können es noch einmal versuchen.',
    unsafeRedirect:
      'Die Seite Ihrer Bank ließ sich nicht sicher öffnen. Es wurde nichts abgebucht. Bitte nehmen Sie eine andere Karte.',
  },

  bank: {
    heading: 'Ihre Bank möchte sichergehen, dass Sie es sind',
    body: 'Bestätigen Sie die Zahlung auf der Seite Ihrer Bank. Vorher wird nichts abgebucht.',
    continue: 'Weiter bei Ihrer Bank',
    or: 'Oder bezahlen Sie unten mit einer anderen Karte.',
    redirecting: 'Wir bringen Sie zur Seite Ihrer Bank …',
  },

  processing: {
    heading: 'Wir prüfen Ihre Zahlung',
    body: 'Bitte bezahlen Sie nicht noch einmal. Diese Seite zeigt das Ergebnis von selbst, sobald es feststeht.',
    returned: 'Willkommen zurück. Wir fragen nach dem Ergebnis der Prüfung Ihrer Bank.',
    slow: 'Das dauert länger als sonst. Sie können die Seite schließen und später wiederkommen: Das Ergebnis steht dann hier.',
    unreachable: 'Der Laden ist gerade nicht erreichbar. Wir versuchen es weiter.',
    again: 'Noch einmal nachsehen',
  },

  expired: {
    heading: 'Diese Kasse ist abgelaufen',
    body: 'Es wurde nichts abgebucht. Eine Kasse ist nur eine Weile offen; beginnen Sie eine neue, wann immer Sie möchten.',
    again: 'Zurück zum Laden',
    back: 'Zurück zum Laden',
  },

  receipt: {
    heading: 'Zahlung erhalten',
    thanks: 'Danke für Ihre Bestellung.',
    paid: 'Bezahlt',
    date: 'Datum',
    email: 'E-Mail',
    reference: 'Zahlungsnummer',
    referenceHint: 'Nennen Sie uns diese, wenn Sie Hilfe brauchen.',
    items: 'Waren',
    subtotal: 'Zwischensumme',
    tax: 'Steuer',
    total: 'Gesamt',
    print: 'Drucken',
    continue: 'Weiter',
    toStore: 'Zurück zum Laden',
    refundPending: 'Diese Zahlung wird gerade erstattet.',
    refunded: 'Diese Zahlung wurde erstattet.',
    partlyRefunded: 'Ein Teil dieser Zahlung wurde erstattet.',
  },
};
