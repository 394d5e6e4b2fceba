import type { CheckoutTexts } from '../messages.ts';

export const checkout: CheckoutTexts = {
  checkout: {
    heading: 'Kasse',
    contact: 'Kontaktdaten',
    payment: 'Zahlungsmethode',
    billing: 'Rechnungsdaten',
    cancel: 'Abbrechen und zurück',
    saved: 'Gespeicherte Karte',
    savedUnknown: 'Ihre zuletzt gespeicherte Karte',
    another: 'Andere Karte verwenden',
    cardEnding: (brand, last4) => `${brand} mit den Endziffern ${last4}`,
    cardWithoutBrand: (last4) => `Karte mit den Endziffern ${last4}`,
    acceptedCards: (brands) => `Wir akzeptieren ${brands}.`,
    save: 'Diese Karte für das nächste Mal speichern',
    saveConsent:
      'Unser Zahlungsdienstleister speichert die Karte zu Ihrer E-Mail-Adresse. Sie wird nur belastet, wenn Sie sie für einen Kauf auswählen.',
    business: 'Ich kaufe für ein Unternehmen',
    chooseCountry: 'Land auswählen',
    // § 312j Abs. 3 BGB: these words and nothing else.
    pay: (amount) => `Bestellen und ${amount} bezahlen`,
    order: 'Zahlungspflichtig bestellen',
    toTotal: 'Weiter zum Gesamtbetrag',
    updatingTotal: 'Gesamtbetrag wird berechnet …',
    stillUpdating: 'Der Gesamtbetrag wird noch berechnet. Bitte versuchen Sie es gleich erneut.',
    offline: 'Sie sind offline: zum Bezahlen wieder verbinden',
    sending: 'Ihre Zahlung wird gesendet …',
    stillSending: 'Wir warten auf Ihre Bank …',
    longSending: 'Wir warten noch. Bitte lassen Sie diese Seite geöffnet …',
    redirecting: 'Sie werden zu Ihrer Bank weitergeleitet …',
  },

  consent: {
    line: 'Mit der Zahlung stimmen Sie zu:',
    tick: 'Ich stimme zu:',
  },

  summary: {
    heading: 'Ihre Bestellung',
    show: 'Bestellübersicht',
    review: 'Bestellung prüfen',
    quantity: (quantity) => `Anzahl ${quantity}`,
    each: (price) => `je ${price}`,
    subtotal: 'Zwischensumme',
    taxNames: { vat: 'MwSt.', sales: 'Sales Tax', tax: 'Steuer' },
    taxAt: (name, rate) => `${name} (${rate})`,
    taxIncluded: (name) => `Enthält ${name}`,
    taxIncludedOf: (amount, name) => `Enthält ${amount} ${name}`,
    reverseCharge:
      'Steuerschuldnerschaft des Leistungsempfängers: Als Unternehmen in der EU führen Sie die Steuer selbst ab, deshalb kommt hier keine hinzu.',
    total: 'Gesamt',
    totalIs: (total) => `Der Gesamtbetrag ist jetzt ${total}.`,
    taxLater: 'Die Steuer wird beim Bezahlen berechnet.',
    taxByZip: 'Geben Sie Ihre Postleitzahl ein, damit die Steuer berechnet werden kann.',
  },

  agreement: {
    heading: 'Bitte prüfen Sie den Gesamtbetrag',
    workedOut: 'Die Steuer für Ihr Land wurde berechnet.',
    changed: 'Der Gesamtbetrag hat sich geändert.',
    uncharged: 'Es wurde noch nichts abgebucht.',
    back: 'Karte oder Angaben ändern',
  },

  bank: {
    heading: 'Ihre Bank möchte sichergehen, dass Sie es sind',
    body: 'Bestätigen Sie die Zahlung auf der Seite Ihrer Bank. Vorher wird nichts abgebucht.',
    continue: 'Weiter bei Ihrer Bank',
    or: 'Oder bezahlen Sie unten mit einer anderen Karte.',
    redirecting: 'Sie werden zur Seite Ihrer Bank weitergeleitet …',
  },

  processing: {
    heading: 'Wir prüfen Ihre Zahlung',
    body: 'Bitte bezahlen Sie nicht noch einmal. Diese Seite zeigt das Ergebnis automatisch, sobald es feststeht.',
    returned: 'Wir fragen das Ergebnis der Prüfung Ihrer Bank ab.',
    slow: 'Das dauert länger als sonst. Sie können die Seite schließen und später wiederkommen: Das Ergebnis steht dann hier.',
    unreachable: 'Der Shop ist gerade nicht erreichbar. Wir versuchen es weiter.',
    again: 'Erneut prüfen',
  },

  expired: {
    heading: 'Diese Zahlungsseite ist abgelaufen',
    body: 'Es wurde nichts abgebucht. Eine Zahlungsseite ist nur begrenzte Zeit geöffnet.',
    kept: 'Ihre Angaben bleiben erhalten, außer der Karte.',
    fresh: 'Neu starten',
    opening: 'Neue Zahlungsseite wird geöffnet …',
    failed: 'Es konnte keine neue Zahlungsseite geöffnet werden. Bitte versuchen Sie es erneut.',
    back: 'Zurück zum Shop',
  },

  failed: {
    heading: 'Zahlung storniert',
    body: 'Die Zahlung war autorisiert, ist aber später fehlgeschlagen. Es wird nichts dafür abgebucht. Wenn Ihre Bank den Betrag als vorgemerkt anzeigt, fragen Sie dort nach, wann er freigegeben wird.',
    unpaid: 'Ihre Bestellung ist nicht bezahlt.',
  },

  receipt: {
    headings: {
      paid: 'Zahlung angenommen',
      refundPending: 'Erstattung in Bearbeitung',
      partlyRefunded: 'Teilweise erstattet',
      refunded: 'Zahlung erstattet',
    },
    thanks: 'Danke für Ihre Bestellung.',
    amount: 'Betrag',
    date: 'Datum',
    card: 'Karte',
    email: 'E-Mail',
    reference: 'Zahlungsreferenz',
    referenceHint: 'Bitte geben Sie diese an, wenn Sie uns kontaktieren.',
    items: 'Artikel',
    subtotal: 'Zwischensumme',
    tax: 'Steuer',
    total: 'Gesamt',
    print: 'Drucken',
    continue: 'Weiter',
    returning: 'Sie werden in wenigen Sekunden zum Shop weitergeleitet.',
    stay: 'Auf dieser Seite bleiben',
    toStore: 'Zurück zum Shop',
    refundDelay: 'Bis die Erstattung auf Ihrem Kontoauszug erscheint, kann es einige Tage dauern.',
    soldBy: 'Verkauft von',
    reseller: 'Wiederverkäufer und Merchant of Record ist Inflow.',
  },
};
