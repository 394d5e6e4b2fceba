import type { CheckoutTexts } from '../messages.ts';

export const checkout: CheckoutTexts = {
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
    acceptedCards: (brands) => `Wir nehmen ${brands}.`,
    save: 'Diese Karte für das nächste Mal speichern',
    saveConsent:
      'Unser Zahlungsdienstleister bewahrt die Karte zu Ihrer E-Mail-Adresse auf. Sie wird nur belastet, wenn Sie sie für einen Kauf auswählen.',
    business: 'Ich kaufe für ein Unternehmen',
    chooseCountry: 'Land auswählen',
    // § 312j Abs. 3 BGB: these words and nothing else.
    amountBesidePay: true,
    pay: () => 'Zahlungspflichtig bestellen',
    toTotal: 'Weiter zum Gesamtbetrag',
    updatingTotal: 'Die Summe wird berechnet …',
    stillUpdating: 'Die Summe wird noch berechnet. Bitte drücken Sie gleich noch einmal.',
    offline: 'Sie sind offline: zum Bezahlen wieder verbinden',
    sending: 'Ihre Zahlung wird gesendet …',
    stillSending: 'Wir warten auf Ihre Bank …',
    longSending: 'Wir warten noch. Bitte lassen Sie diese Seite offen …',
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
    taxLater: 'Die Steuer wird beim Bezahlen berechnet.',
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
    kept: 'Ihre Angaben bleiben erhalten, außer der Karte.',
    fresh: 'Neue Kasse öffnen',
    opening: 'Eine neue Kasse wird geöffnet …',
    failed: 'Eine neue Kasse ließ sich gerade nicht öffnen. Bitte versuchen Sie es noch einmal.',
    back: 'Zurück zum Laden',
  },

  failed: {
    heading: 'Die Zahlung ist doch nicht zustande gekommen',
    body: 'Sie war genehmigt, ist aber später fehlgeschlagen. Es wird nichts dafür abgebucht. Zeigt Ihre Bank den Betrag als vorgemerkt an, fragen Sie sie, wann er verschwindet.',
    unpaid: 'Ihre Bestellung ist nicht bezahlt.',
  },

  receipt: {
    headings: {
      paid: 'Zahlung angenommen',
      refundPending: 'Eine Erstattung ist unterwegs',
      partlyRefunded: 'Ein Teil dieser Zahlung wurde erstattet',
      refunded: 'Diese Zahlung wurde erstattet',
    },
    thanks: 'Danke für Ihre Bestellung.',
    amount: 'Betrag',
    date: 'Datum',
    card: 'Karte',
    email: 'E-Mail',
    reference: 'Zahlungsnummer',
    referenceHint: 'Nennen Sie uns diese, wenn Sie Hilfe brauchen.',
    items: 'Waren',
    subtotal: 'Zwischensumme',
    tax: 'Steuer',
    total: 'Gesamt',
    print: 'Drucken',
    continue: 'Weiter',
    returning: 'Sie werden in wenigen Sekunden zum Laden zurückgeleitet.',
    stay: 'Auf dieser Seite bleiben',
    toStore: 'Zurück zum Laden',
    refundDelay: 'Bis die Erstattung auf Ihrem Kontoauszug erscheint, kann es einige Tage dauern.',
  },
};
