import type { CheckoutTexts } from '../messages.ts';

export const checkout: CheckoutTexts = {
  checkout: {
    heading: 'Afrekenen',
    contact: 'Contactgegevens',
    payment: 'Betaling',
    billing: 'Factuurgegevens',
    cancel: 'Annuleren en terug',
    saved: 'Opgeslagen kaart',
    savedUnknown: 'De kaart die je het laatst hebt opgeslagen',
    another: 'Andere kaart gebruiken',
    cardEnding: (brand, last4) => `${brand} eindigend op ${last4}`,
    cardWithoutBrand: (last4) => `Kaart eindigend op ${last4}`,
    acceptedCards: (brands) => `Wij accepteren ${brands}.`,
    save: 'Deze kaart opslaan voor de volgende keer',
    saveConsent:
      'Onze betaaldienst slaat de kaart op bij je e-mailadres. Er wordt alleen mee betaald als je haar voor een aankoop kiest.',
    business: 'Ik koop voor een bedrijf',
    chooseCountry: 'Kies een land',
    // Art. 6:230v lid 3 BW: "bestelling met betalingsverplichting" or as plain an equivalent.
    pay: (amount) => `Bestellen en ${amount} betalen`,
    order: 'Bestelling met betalingsverplichting',
    toTotal: 'Verder naar het totaal',
    updatingTotal: 'Het totaal wordt berekend…',
    stillUpdating: 'Het totaal wordt nog berekend. Probeer het zo meteen opnieuw.',
    offline: 'Je bent offline: maak verbinding om te betalen',
    sending: 'Je betaling wordt verstuurd…',
    stillSending: 'We wachten op je bank…',
    longSending: 'We wachten nog. Houd deze pagina open…',
    redirecting: 'Je wordt doorgestuurd naar je bank…',
  },

  consent: {
    line: 'Door te betalen ga je akkoord met:',
    tick: 'Ik ga akkoord met:',
  },

  summary: {
    heading: 'Je bestelling',
    show: 'Besteloverzicht',
    review: 'Controleer je bestelling',
    quantity: (quantity) => `Aantal ${quantity}`,
    each: (price) => `${price} per stuk`,
    subtotal: 'Subtotaal',
    taxNames: { vat: 'Btw', sales: 'Omzetbelasting', tax: 'Belasting' },
    taxAt: (name, rate) => `${name} (${rate})`,
    taxIncluded: (name) => `Inclusief ${name}`,
    taxIncludedOf: (amount, name) => `Inclusief ${amount} ${name}`,
    reverseCharge:
      'Btw verlegd: als bedrijf in de EU draag je de belasting zelf af, dus komt er hier geen bij.',
    total: 'Totaal',
    totalIs: (total) => `Het totaal is nu ${total}.`,
    taxLater: 'De belasting wordt berekend wanneer je betaalt.',
    taxByZip: 'Vul je postcode in om de belasting te zien.',
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
    redirecting: 'Je wordt doorgestuurd naar de pagina van je bank…',
  },

  processing: {
    heading: 'We controleren je betaling',
    body: 'Betaal niet nog een keer. Deze pagina toont het resultaat automatisch zodra het bekend is.',
    returned: 'We vragen het resultaat van de controle van je bank op.',
    slow: 'Dit duurt langer dan anders. Je kunt deze pagina sluiten en later terugkomen: het resultaat staat dan hier.',
    unreachable: 'De winkel is nu niet bereikbaar. We blijven het proberen.',
    again: 'Opnieuw controleren',
  },

  expired: {
    heading: 'Deze betaalpagina is verlopen',
    body: 'Er is niets afgeschreven. Een betaalpagina is maar beperkte tijd open.',
    kept: 'Wat je hebt getypt blijft bewaard, behalve de kaart.',
    fresh: 'Nieuwe betaalpagina openen',
    opening: 'Een nieuwe betaalpagina wordt geopend…',
    failed: 'Er kon geen nieuwe betaalpagina worden geopend. Probeer het opnieuw.',
    back: 'Terug naar de winkel',
  },

  failed: {
    heading: 'Betaling teruggedraaid',
    body: 'De betaling was geautoriseerd, maar is later mislukt. Er wordt niets afgeschreven. Toont je bank het bedrag als gereserveerd, vraag je bank dan wanneer het wordt vrijgegeven.',
    unpaid: 'Je bestelling is niet betaald.',
  },

  receipt: {
    headings: {
      paid: 'Betaling geaccepteerd',
      refundPending: 'Terugbetaling in behandeling',
      partlyRefunded: 'Gedeeltelijk terugbetaald',
      refunded: 'Betaling terugbetaald',
    },
    thanks: 'Bedankt voor je bestelling.',
    amount: 'Bedrag',
    date: 'Datum',
    card: 'Kaart',
    email: 'E-mail',
    reference: 'Betalingskenmerk',
    referenceHint: 'Vermeld dit als je contact met ons opneemt.',
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
    soldBy: 'Verkocht door',
    reseller: 'Inflow is de wederverkoper (merchant of record).',
  },
};
