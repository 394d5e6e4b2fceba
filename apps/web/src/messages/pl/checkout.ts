import type { CheckoutTexts } from '../messages.ts';

export const checkout: CheckoutTexts = {
  checkout: {
    heading: 'Płatność',
    contact: 'Kontakt',
    payment: 'Sposób płatności',
    billing: 'Dane do faktury',
    cancel: 'Anuluj i wróć',
    saved: 'Zapisana karta',
    savedUnknown: 'Ostatnio zapisana karta',
    another: 'Użyj innej karty',
    cardEnding: (brand, last4) => `${brand} z końcówką ${last4}`,
    cardWithoutBrand: (last4) => `Karta z końcówką ${last4}`,
    acceptedCards: (brands) => `Akceptujemy ${brands}.`,
    save: 'Zapisz tę kartę na następny raz',
    saveConsent:
      'Nasz operator płatności przechowuje kartę przy Twoim adresie e-mail. Zostanie obciążona tylko wtedy, gdy wybierzesz ją do zakupu.',
    business: 'Kupuję jako firma',
    chooseCountry: 'Wybierz kraj',
    // Art. 17 ust. 3 ustawy o prawach konsumenta: "zamówienie z obowiązkiem zapłaty" or as plain an equivalent.
    pay: (amount) => `Zamawiam i płacę ${amount}`,
    order: 'Zamówienie z obowiązkiem zapłaty',
    toTotal: 'Dalej do kwoty do zapłaty',
    updatingTotal: 'Obliczanie kwoty…',
    stillUpdating: 'Kwota jest jeszcze obliczana. Spróbuj ponownie za chwilę.',
    offline: 'Brak połączenia: połącz się z internetem, aby zapłacić',
    sending: 'Wysyłanie płatności…',
    stillSending: 'Czekamy na Twój bank…',
    longSending: 'Nadal czekamy. Nie zamykaj tej strony…',
    redirecting: 'Przekierowanie do Twojego banku…',
  },

  consent: {
    line: 'Płacąc, akceptujesz:',
    tick: 'Akceptuję:',
  },

  summary: {
    heading: 'Twoje zamówienie',
    show: 'Podsumowanie',
    review: 'Sprawdź zamówienie',
    quantity: (quantity) => `Liczba: ${quantity}`,
    each: (price) => `${price} za sztukę`,
    subtotal: 'Suma częściowa',
    taxNames: { vat: 'VAT', sales: 'Podatek od sprzedaży', tax: 'Podatek' },
    taxAt: (name, rate) => `${name} (${rate})`,
    taxIncluded: (name) => `Zawiera ${name}`,
    taxIncludedOf: (amount, name) => `W tym ${name}: ${amount}`,
    reverseCharge:
      'Odwrotne obciążenie: jako firma w UE rozliczasz podatek samodzielnie, więc tu go nie doliczamy.',
    total: 'Razem',
    totalIs: (total) => `Do zapłaty jest teraz ${total}.`,
    taxLater: 'Podatek zostanie obliczony przy płatności.',
    taxByZip: 'Podaj kod pocztowy, aby zobaczyć podatek.',
  },

  agreement: {
    heading: 'Sprawdź kwotę do zapłaty',
    workedOut: 'Podatek dla Twojego kraju został obliczony.',
    changed: 'Kwota do zapłaty się zmieniła.',
    uncharged: 'Nic jeszcze nie pobrano.',
    back: 'Zmień kartę lub dane',
  },

  bank: {
    heading: 'Twój bank chce się upewnić, że to Ty',
    body: 'Potwierdź płatność na stronie swojego banku. Wcześniej nic nie zostanie pobrane.',
    continue: 'Dalej do banku',
    or: 'Albo zapłać poniżej inną kartą.',
    redirecting: 'Przekierowanie na stronę Twojego banku…',
  },

  processing: {
    heading: 'Sprawdzamy Twoją płatność',
    body: 'Nie płać ponownie. Ta strona automatycznie pokaże wynik, gdy tylko będzie znany.',
    returned: 'Pytamy o wynik weryfikacji w Twoim banku.',
    slow: 'Trwa to dłużej niż zwykle. Możesz zamknąć tę stronę i wrócić później: wynik będzie tutaj.',
    unreachable: 'Nie możemy teraz połączyć się ze sklepem. Próbujemy dalej.',
    again: 'Sprawdź ponownie',
  },

  expired: {
    heading: 'Ta strona płatności wygasła',
    body: 'Nic nie zostało pobrane. Strona płatności jest otwarta tylko przez ograniczony czas.',
    kept: 'Wpisane dane zostaną zachowane, oprócz karty.',
    fresh: 'Zacznij nową płatność',
    opening: 'Otwieranie nowej płatności…',
    failed: 'Nie udało się otworzyć nowej płatności. Spróbuj ponownie.',
    back: 'Wróć do sklepu',
  },

  failed: {
    heading: 'Płatność cofnięta',
    body: 'Płatność była autoryzowana, ale później się nie powiodła. Nic nie zostanie pobrane. Jeśli bank pokazuje tę kwotę jako oczekującą, zapytaj go, kiedy zostanie odblokowana.',
    unpaid: 'Twoje zamówienie nie jest opłacone.',
  },

  receipt: {
    headings: {
      paid: 'Płatność przyjęta',
      refundPending: 'Zwrot w toku',
      partlyRefunded: 'Płatność częściowo zwrócona',
      refunded: 'Płatność zwrócona',
    },
    thanks: 'Dziękujemy za zamówienie.',
    amount: 'Kwota',
    date: 'Data',
    card: 'Karta',
    email: 'E-mail',
    reference: 'Numer płatności',
    referenceHint: 'Podaj go, kontaktując się z nami.',
    items: 'Produkty',
    subtotal: 'Suma częściowa',
    tax: 'Podatek',
    total: 'Razem',
    print: 'Drukuj',
    continue: 'Dalej',
    returning: 'Za kilka sekund wrócisz do sklepu.',
    stay: 'Zostań na tej stronie',
    toStore: 'Wróć do sklepu',
    refundDelay: 'Zanim zwrot pojawi się na wyciągu, może minąć kilka dni.',
    soldBy: 'Sprzedawca',
    reseller: 'Odsprzedawcą (merchant of record) jest Inflow.',
  },
};
