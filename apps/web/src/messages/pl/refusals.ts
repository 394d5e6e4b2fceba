import type { Refusals } from '../messages.ts';

const declined = 'Karta została odrzucona. Nic nie pobrano. Spróbuj innej karty albo zapytaj swój bank.';
const code = 'Kod zabezpieczający nie został zaakceptowany. Nic nie pobrano. Sprawdź go i spróbuj ponownie.';
const number = 'Numer karty nie został zaakceptowany. Nic nie pobrano. Sprawdź go i spróbuj ponownie.';
const date = 'Data ważności nie została zaakceptowana. Nic nie pobrano. Sprawdź ją i spróbuj ponownie.';
const processing = 'Nie udało się przetworzyć płatności. Nic nie pobrano. Spróbuj ponownie.';

export const refusals: Refusals = {
  decline: {
    heading: 'Płatność się nie powiodła',
    codes: {
      card_declined: declined,
      generic_decline: declined,
      do_not_honor: declined,
      insufficient_funds: 'Na karcie nie ma wystarczających środków. Nic nie pobrano. Spróbuj innej karty.',
      incorrect_cvc: code,
      invalid_cvc: code,
      incorrect_number: number,
      invalid_number: number,
      invalid_expiry_month: date,
      invalid_expiry_year: date,
      expired_card: 'Ta karta straciła ważność. Nic nie pobrano. Użyj innej karty.',
      processing_error: processing,
      PAYMENT_PROCESSING_ERROR: processing,
      authentication_required:
        'Twój bank musi najpierw potwierdzić, że to Ty. Nic nie pobrano. Spróbuj ponownie albo użyj innej karty.',
      withdrawal_count_limit_exceeded:
        'Tej karty użyto ostatnio zbyt wiele razy. Nic nie pobrano. Spróbuj później albo użyj innej karty.',
      restricted_card: 'Tej karty nie można użyć do tego zakupu. Nic nie pobrano. Użyj innej karty.',
      THREE_DS_FAILED:
        'Twój bank nie mógł potwierdzić, że to Ty. Nic nie pobrano. Spróbuj ponownie albo użyj innej karty.',
      not_charged: 'Płatność nie została wykonana. Nic nie pobrano. Spróbuj ponownie.',
      total_changed: 'Kwota do zapłaty się zmieniła. Nic nie pobrano. Sprawdź ją i zapłać ponownie.',
      closed:
        'Tę płatność zatrzymano, zanim jej wynik był znany. Jeśli pojawi się na wyciągu, skontaktuj się ze sklepem. Możesz zapłacić ponownie.',
      superseded:
        'Wcześniejsza płatność nie została dokończona i nic za nią nie pobrano. Możesz zapłacić ponownie.',
    },
    retryable: 'Karta została odrzucona. Nic nie pobrano. Spróbuj ponownie albo użyj innej karty.',
    final: 'Karta została odrzucona. Nic nie pobrano. Użyj innej karty.',
  },

  refusal: {
    fields: 'Niektóre dane nie zostały zaakceptowane. Sprawdź zaznaczone pola.',
    unmarked: 'Niektóre dane nie zostały zaakceptowane. Sprawdź je i spróbuj ponownie.',
    again: 'Płatność się nie rozpoczęła i nic nie pobrano. Spróbuj ponownie.',
    notCharged: 'Płatność nie doszła do skutku i nic nie pobrano. Spróbuj ponownie.',
    savedCard: 'Zapisanej karty nie można użyć do tego zakupu. Wpisz dane innej karty.',
    slowDown: 'Zbyt wiele prób w krótkim czasie. Nic nie pobrano. Poczekaj chwilę i spróbuj ponownie.',
    tooMany:
      'Kilka płatności się nie powiodło, dlatego na razie kolejna nie jest możliwa. Nic nie pobrano, a wpisane dane zostają.',
    unavailable: 'Płatność kartą nie jest teraz możliwa. Nic nie pobrano. Spróbuj później.',
    notBegun:
      'Płatność się nie rozpoczęła i nic nie pobrano. Wpisane dane nadal tu są: możesz spróbować ponownie.',
    unsafeRedirect:
      'Nie udało się bezpiecznie otworzyć strony Twojego banku. Nic nie pobrano. Użyj innej karty.',
    insecure:
      'Ta strona została otwarta bez szyfrowania (http), dlatego nie można z niej wysłać karty. Nic nie pobrano. Wróć do sklepu i zgłoś to.',
    altered:
      'Tłumaczenie lub rozszerzenie w przeglądarce zmieniło kwoty na tej stronie. Nic nie pobrano. Pokazujemy je ponownie: sprawdź kwotę i spróbuj ponownie.',
    notLoaded: 'Część tej strony się nie wczytała. Nic nie pobrano. Spróbuj ponownie albo odśwież stronę.',
  },
  waiting: { until: (when) => `Możesz spróbować ponownie ${when}.` },
};
