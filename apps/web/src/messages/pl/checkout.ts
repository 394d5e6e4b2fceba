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
    acceptedCards: (brands) => `Przyjmujemy ${brands}.`,
    save: 'Zapisz tę kartę na następny raz',
    saveConsent:
      'Nasz operator płatności przechowuje kartę przy Twoim adresie e-mail. Zostanie obciążona tylko wtedy, gdy wybierzesz ją do zakupu.',
    business: 'Kupuję jako firma',
    chooseCountry: 'Wybierz kraj',
    amountBesidePay: false,
    // Art. 17 ust. 3 ustawy o prawach konsumenta: "zamówienie z obowiązkiem zapłaty" or as plain an equivalent.
    pay: (amount) => `Zamawiam i płacę ${amount}`,
    toTotal: 'Dalej do kwoty do zapłaty',
    updatingTotal: 'Obliczanie sumy…',
    stillUpdating: 'Suma jest jeszcze obliczana. Naciśnij ponownie za chwilę.',
    offline: 'Brak połączenia: połącz się z internetem, aby zapłacić',
    sending: 'Wysyłanie płatności…',
    stillSending: 'Czekamy na Twój bank…',
    longSending: 'Nadal czekamy. Nie zamykaj tej strony…',
    redirecting: 'Przechodzimy do Twojego banku…',
  },

  summary: {
    heading: 'Twoje zamówienie',
    show: 'Podsumowanie',
    quantity: (quantity) => `Liczba: ${quantity}`,
    subtotal: 'Suma częściowa',
    tax: (rate) => `Podatek (${rate})`,
    taxUnknown: 'Podatek',
    reverseCharge:
      'Odwrotne obciążenie: jako firma w UE rozliczasz podatek samodzielnie, więc tu go nie doliczamy.',
    total: 'Razem',
    totalIs: (total) => `Do zapłaty jest teraz ${total}.`,
    taxLater: 'Podatek zostanie obliczony przy płatności.',
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
    redirecting: 'Przechodzimy na stronę Twojego banku…',
  },

  processing: {
    heading: 'Sprawdzamy Twoją płatność',
    body: 'Nie płać ponownie. Ta strona sama pokaże wynik, gdy tylko będzie znany.',
    returned: 'Witaj z powrotem. Pytamy o wynik weryfikacji w Twoim banku.',
    slow: 'Trwa to dłużej niż zwykle. Możesz zamknąć tę stronę i wrócić później: wynik będzie tutaj.',
    unreachable: 'Nie możemy teraz połączyć się ze sklepem. Próbujemy dalej.',
    again: 'Sprawdź ponownie',
  },

  expired: {
    heading: 'Ta strona płatności wygasła',
    body: 'Nic nie zostało pobrane. Strona płatności jest otwarta przez ograniczony czas; zacznij nową, kiedy zechcesz.',
    kept: 'To, co wpisano, zostaje zachowane, oprócz karty.',
    fresh: 'Zacznij nową płatność',
    opening: 'Otwieranie nowej płatności…',
    failed: 'Nie udało się teraz otworzyć nowej płatności. Spróbuj ponownie.',
    back: 'Wróć do sklepu',
  },

  failed: {
    heading: 'Płatność jednak się nie powiodła',
    body: 'Była autoryzowana, ale później została odrzucona. Nic za nią nie zostanie pobrane. Jeśli bank pokazuje tę kwotę jako oczekującą, zapytaj go, kiedy zniknie.',
    unpaid: 'Twoje zamówienie nie jest opłacone.',
  },

  receipt: {
    headings: {
      paid: 'Płatność przyjęta',
      refundPending: 'Zwrot jest w drodze',
      partlyRefunded: 'Zwrócono część tej płatności',
      refunded: 'Ta płatność została zwrócona',
    },
    thanks: 'Dziękujemy za zamówienie.',
    amount: 'Kwota',
    date: 'Data',
    card: 'Karta',
    email: 'E-mail',
    reference: 'Numer płatności',
    referenceHint: 'Podaj go nam, jeśli potrzebujesz pomocy.',
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
  },
};
