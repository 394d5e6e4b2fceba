import type { Pages } from '../messages.ts';

export const pages: Pages = {
  page: {
    title: (page, merchant) => `${page} – ${merchant}`,
    skipToContent: 'Naar de inhoud',
    toStore: (merchant) => `${merchant}, naar de winkel`,
    footer: 'Je kaart wordt doorgegeven aan onze betaaldienst en nooit door deze winkel opgeslagen.',
    language: 'Taal',
    loading: 'Laden…',
    testMode: 'Testmodus: betalingen worden nagebootst en er wordt niets van een kaart afgeschreven.',
    offline: 'Je bent offline. Deze pagina gaat automatisch verder zodra je weer verbinding hebt.',
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
    heading: 'Pagina niet gevonden',
    body: 'Controleer het adres: misschien is het verkeerd getypt, of is de pagina verplaatst.',
    checkoutHeading: 'Betaalpagina niet gevonden',
    checkoutBody:
      'Misschien is de link onvolledig. Kom je uit een winkel, ga daar dan terug en reken opnieuw af.',
    toStore: 'Naar de winkel',
  },

  unreachable: {
    heading: 'We kunnen de winkel nu niet bereiken',
    body: 'Deze pagina probeert het automatisch opnieuw. Je kunt het ook nu proberen.',
    offlineBody: 'Je apparaat is offline. Deze pagina probeert het opnieuw zodra je verbinding hebt.',
    again: 'Opnieuw proberen',
  },

  broken: {
    heading: 'Er is bij ons een fout opgetreden',
    body: 'Het ligt niet aan jou. Probeer het zo meteen opnieuw.',
  },

  store: {
    heading: 'Een kleine winkel met een zorgvuldige betaalpagina',
    intro: 'Alles hier is verzonnen, behalve hoe je betaalt.',
    products: 'Producten',
    add: 'In winkelwagen',
    added: (product, quantity) => `${product} ligt in de winkelwagen, ${quantity} in totaal.`,
    inCart: (quantity) => `${quantity} in winkelwagen`,
    cart: 'Winkelwagen',
    empty: 'Je winkelwagen is leeg.',
    quantity: (product) => `Aantal: ${product}`,
    fewer: (product) => `Eén minder: ${product}`,
    more: (product) => `Eén meer: ${product}`,
    subtotal: 'Subtotaal',
    beforeTax: 'De belasting komt er bij het afrekenen bij, afhankelijk van je land.',
    checkOut: 'Afrekenen',
    checkingOut: 'De betaalpagina wordt geopend…',
    refused:
      'De betaalpagina kon met deze winkelwagen niet worden geopend. Controleer hem en probeer het opnieuw.',
    belowMinimum: 'Deze bestelling is te klein om met een kaart te betalen. Voeg iets toe.',
    tooMuch: 'Deze bestelling is te groot voor één betaling. Haal er iets uit.',
    slowDown: 'Te veel pogingen in korte tijd. Wacht even en probeer het opnieuw.',
    busy: 'De winkel is nu erg druk. Wacht even en probeer het opnieuw.',
    failed: 'De betaalpagina kon niet worden geopend. Probeer het opnieuw.',
  },
};
