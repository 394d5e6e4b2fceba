import type { CheckoutTexts } from '../messages.ts';

export const checkout: CheckoutTexts = {
  checkout: {
    heading: 'Afrekenen',
    contact: 'Contact',
    payment: 'Betaling',
    billing: 'Facturering',
    cancel: 'Annuleren en terug',
    saved: 'Bewaarde kaart',
    savedUnknown: 'De kaart die je het laatst hebt bewaard',
    another: 'Andere kaart gebruiken',
    cardEnding: (brand, last4) => `${brand} eindigend op ${last4}`,
    cardWithoutBrand: (last4) => `Kaart eindigend op ${last4}`,
    acceptedCards: (brands) => `Wij accepteren ${brands}.`,
    save: 'Deze kaart bewaren voor de volgende keer',
    saveConsent:
      'Onze betaaldienst bewaart de kaart bij je e-mailadres. Er wordt alleen mee betaald als je haar voor een aankoop kiest.',
    business: 'Ik koop voor een bedrijf',
    chooseCountry: 'Kies een land',
    amountBesidePay: false,
    // Art. 6:230v lid 3 BW: "bestelling met betalingsverplichting" or as plain an equivalent.
    pay: (amount) => `Bestellen en ${amount} betalen`,
    toTotal: 'Verder naar het totaal',
    updatingTotal: 'Het totaal wordt berekend…',
    stillUpdating: 'Het totaal wordt nog berekend. Druk zo meteen nog eens.',
    offline: 'Je bent offline: maak verbinding om te betalen',
    sending: 'Je betaling wordt verstuurd…',
    stillSending: 'We wachten op je bank…',
    longSending: 'We wachten nog. Houd deze pagina open…',
    redirecting: 'We brengen je naar je bank…',
  },

  summary: {
    heading: 'Je bestelling',
    show: 'Overzicht',
    quantity: (quantity) => `Aantal ${quantity}`,
    subtotal: 'Subtotaal',
    tax: (rate) => `Belasting (${rate})`,
    taxUnknown: 'Belasting',
    reverseCharge:
      'Btw verlegd: als bedrijf in de EU draag je de belasting zelf af, dus komt er hier geen bij.',
    total: 'Totaal',
    totalIs: (total) => `Het totaal is nu ${total}.`,
    taxLater: 'De belasting wordt berekend wanneer je betaalt.',
  },

  agreement: {
    heading: 'Controleer het totaal',
    workedOut: 'De belasting voor je land is berekend.',
    changed: 'Het totaal is veranderd.',
    uncharged: 'Er is nog niets afgeschreven.',
    back: 'Kaart of gegevens wijzigen',
  },

  bank: {
    heading: 'Je bank wil zeker weten dat jij het bent',
    body: 'Bevestig de betaling op de pagina van je bank. Tot dan wordt er niets afgeschreven.',
    continue: 'Verder bij je bank',
    or: 'Of betaal hieronder met een andere kaart.',
    redirecting: 'We brengen je naar de pagina van je bank…',
  },

  processing: {
    heading: 'We controleren je betaling',
    body: 'Betaal niet nog een keer. Deze pagina toont het resultaat vanzelf zodra het bekend is.',
    returned: 'Welkom terug. We vragen het resultaat van de controle van je bank op.',
    slow: 'Dit duurt langer dan anders. Je kunt deze pagina sluiten en later terugkomen: het resultaat staat dan hier.',
    unreachable: 'De winkel is nu niet bereikbaar. We blijven het proberen.',
    again: 'Nog eens kijken',
  },

  expired: {
    heading: 'Deze kassa is verlopen',
    body: 'Er is niets afgeschreven. Een kassa is beperkte tijd open; begin een nieuwe wanneer je wilt.',
    kept: 'Wat je hebt getypt blijft bewaard, behalve de kaart.',
    fresh: 'Nieuwe kassa openen',
    opening: 'Een nieuwe kassa wordt geopend…',
    failed: 'Er kon nu geen nieuwe kassa worden geopend. Probeer het opnieuw.',
    back: 'Terug naar de winkel',
  },

  failed: {
    heading: 'De betaling is toch niet gelukt',
    body: 'Ze was goedgekeurd, maar is later mislukt. Er wordt niets voor afgeschreven. Toont je bank het bedrag als gereserveerd, vraag dan je bank wanneer het verdwijnt.',
    unpaid: 'Je bestelling is niet betaald.',
  },

  receipt: {
    headings: {
      paid: 'Betaling geaccepteerd',
      refundPending: 'Er is een terugbetaling onderweg',
      partlyRefunded: 'Een deel van deze betaling is terugbetaald',
      refunded: 'Deze betaling is terugbetaald',
    },
    thanks: 'Bedankt voor je bestelling.',
    amount: 'Bedrag',
    date: 'Datum',
    card: 'Kaart',
    email: 'E-mail',
    reference: 'Betalingskenmerk',
    referenceHint: 'Geef dit aan ons door als je hulp nodig hebt.',
    items: 'Artikelen',
    subtotal: 'Subtotaal',
    tax: 'Belasting',
    total: 'Totaal',
    print: 'Afdrukken',
    continue: 'Verder',
    returning: 'Je gaat over enkele seconden terug naar de winkel.',
    stay: 'Op deze pagina blijven',
    toStore: 'Terug naar de winkel',
    refundDelay: 'Het kan enkele dagen duren voordat de terugbetaling op je afschrift staat.',
  },
};
