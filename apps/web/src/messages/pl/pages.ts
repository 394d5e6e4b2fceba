import type { Pages } from '../messages.ts';

export const pages: Pages = {
  page: {
    title: (page, merchant) => `${page} – ${merchant}`,
    skipToContent: 'Przejdź do treści',
    toStore: (merchant) => `${merchant}, do sklepu`,
    footer: 'Dane karty przekazujemy naszemu operatorowi płatności; ten sklep nigdy ich nie przechowuje.',
    language: 'Język',
    loading: 'Wczytywanie…',
    testMode: 'Tryb testowy: płatności są symulowane, żadna karta nie zostanie obciążona.',
    offline: 'Brak połączenia. Ta strona wznowi działanie automatycznie, gdy połączenie wróci.',
    online: 'Połączenie wróciło.',
  },

  links: {
    terms: 'Regulamin',
    withdrawal: 'Prawo odstąpienia od umowy',
    refundPolicy: 'Polityka zwrotów',
    privacy: 'Polityka prywatności',
    imprint: 'Informacje prawne',
    support: 'Kontakt',
  },

  notFound: {
    heading: 'Nie znaleziono strony',
    body: 'Sprawdź adres: być może jest w nim literówka albo strona została przeniesiona.',
    checkoutHeading: 'Nie znaleziono tej strony płatności',
    checkoutBody:
      'Być może link jest niepełny. Jeśli przechodzisz ze sklepu, wróć tam i rozpocznij płatność ponownie.',
    toStore: 'Do sklepu',
  },

  unreachable: {
    heading: 'Nie możemy teraz połączyć się ze sklepem',
    body: 'Ta strona ponawia próbę automatycznie. Możesz też spróbować teraz.',
    offlineBody: 'Twoje urządzenie nie ma połączenia. Ta strona ponowi próbę, gdy tylko je odzyska.',
    again: 'Spróbuj ponownie',
  },

  broken: {
    heading: 'Wystąpił błąd po naszej stronie',
    body: 'To nie Twoja wina. Spróbuj ponownie za chwilę.',
  },

  store: {
    heading: 'Mały sklep ze starannie zrobioną płatnością',
    intro: 'Wszystko tu jest zmyślone, oprócz sposobu płacenia.',
    products: 'Produkty',
    add: 'Dodaj do koszyka',
    added: (product, quantity) => `${product} jest w koszyku, łącznie ${quantity}.`,
    inCart: (quantity) => `${quantity} w koszyku`,
    cart: 'Koszyk',
    empty: 'Twój koszyk jest pusty.',
    quantity: (product) => `Liczba: ${product}`,
    fewer: (product) => `O jeden mniej: ${product}`,
    more: (product) => `O jeden więcej: ${product}`,
    subtotal: 'Suma częściowa',
    beforeTax: 'Podatek zostanie doliczony przy płatności, zależnie od kraju.',
    checkOut: 'Przejdź do płatności',
    checkingOut: 'Otwieranie płatności…',
    refused: 'Nie udało się otworzyć płatności z tym koszykiem. Sprawdź go i spróbuj ponownie.',
    belowMinimum: 'To zamówienie jest za małe na płatność kartą. Dodaj coś.',
    tooMuch: 'To zamówienie jest za duże na jedną płatność. Usuń coś.',
    slowDown: 'Zbyt wiele prób w krótkim czasie. Poczekaj chwilę i spróbuj ponownie.',
    busy: 'Sklep jest teraz bardzo obciążony. Poczekaj chwilę i spróbuj ponownie.',
    failed: 'Nie udało się otworzyć płatności. Spróbuj ponownie.',
  },
};
