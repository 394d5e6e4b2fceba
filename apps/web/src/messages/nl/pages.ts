import type { Pages } from '../messages.ts';

export const pages: Pages = {
  page: {
    title: (page, merchant) => `${page} – ${merchant}`,
    skipToContent: 'Naar de inhoud',
    toStore: (merchant) => `${merchant}, naar de winkel`,
    footer: 'Je kaart wordt doorgegeven aan onze betaaldienst en nooit door deze winkel bewaard.',
    language: 'Taal',
    loading: 'Een moment…',
    testMode: 'Testmodus: betalingen worden nagebootst en er wordt niets van een kaart afgeschreven.',
    offline: 'Je bent offline. Deze pagina gaat vanzelf verder zodra je weer verbinding hebt.',
    online: 'Je hebt weer verbinding.',
  },

  links: {
    terms: 'Algemene voorwaarden',
    withdrawal: 'Herroepingsrecht',
    refundPolicy: 'Terugbetalingsbeleid',
    privacy: 'Privacybeleid',
    imprint: 'Juridische informatie',
    support: 'Contact opnemen',
  },

  notFound: {
    heading: 'Hier is niets',
    body: 'Misschien is het adres verkeerd getypt, of is de pagina verplaatst.',
    checkoutHeading: 'We kunnen deze kassa niet vinden',
    checkoutBody:
      'Misschien is de link niet compleet. Kom je uit een winkel, ga daar dan terug en reken opnieuw af.',
    toStore: 'Naar de winkel',
  },

  unreachable: {
    heading: 'We kunnen de winkel nu niet bereiken',
    body: 'Deze pagina probeert het vanzelf opnieuw. Je kunt het ook nu proberen.',
    offlineBody: 'Je apparaat is offline. Deze pagina probeert het opnieuw zodra je verbinding hebt.',
    again: 'Opnieuw proberen',
  },

  broken: {
    heading: 'Er ging bij ons iets mis',
    body: 'Het ligt niet aan jou. Probeer het zo meteen opnieuw.',
  },

  store: {
    heading: 'Een kleine winkel met een zorgvuldige kassa',
    intro: 'Alles hier is verzonnen, behalve hoe je betaalt.',
    products: 'Producten',
    add: 'In winkelwagen',
    added: (product, quantity) => `${product} ligt in de winkelwagen, ${quantity} in totaal.`,
    cart: 'Winkelwagen',
    empty: 'Je winkelwagen is leeg.',
    quantity: (product) => `Aantal: ${product}`,
    fewer: (product) => `Eén minder: ${product}`,
    more: (product) => `Eén meer: ${product}`,
    subtotal: 'Subtotaal',
    beforeTax: 'De belasting komt er bij het afrekenen bij, afhankelijk van je land.',
    checkOut: 'Afrekenen',
    checkingOut: 'De kassa wordt geopend…',
    refused: 'Met deze winkelwagen kon de kassa niet worden geopend. Kijk hem na en probeer het opnieuw.',
    belowMinimum: 'Deze bestelling is te klein om met een kaart te betalen. Voeg iets toe.',
    tooMuch: 'Deze bestelling is te groot voor één betaling. Haal er iets uit.',
    slowDown: 'Dat ging wat snel. Wacht even en probeer het opnieuw.',
    failed: 'De kassa kon nu niet worden geopend. Probeer het opnieuw.',
  },
};
