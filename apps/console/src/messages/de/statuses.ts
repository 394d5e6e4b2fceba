import type { Messages } from '../messages.ts';

export const statuses: Pick<
  Messages,
  'paymentStatus' | 'sessionStatus' | 'refundState' | 'stray' | 'standing' | 'advice' | 'declineCode'
> = {
  paymentStatus: {
    INITIATION: 'Begonnen',
    CHECKOUT_PENDING: 'Noch nicht bezahlt',
    CHECKOUT_SUCCESS: 'Bezahlt',
    PAYMENT_RECEIVED: 'Bezahlt, garantiert',
    PAYMENT_SUCCESS: 'Gutgeschrieben',
    PAYMENT_FAILED: 'Fehlgeschlagen',
    CHECKOUT_CANCELED: 'Abgebrochen',
    CANCELED: 'Abgebrochen',
    REFUND_PENDING: 'Erstattung läuft',
    FULLY_REFUNDED: 'Erstattet',
    PARTIAL_REFUNDED: 'Teilweise erstattet',
    REFUND_FAILED: 'Erstattung fehlgeschlagen',
  },
  sessionStatus: {
    open: 'Offen',
    processing: 'In Arbeit',
    complete: 'Bezahlt',
    reversed: 'Rückgängig',
    expired: 'Abgelaufen',
  },
  refundState: {
    requested: 'Erstattung beantragt',
    unknown: 'Erstattung ungewiss',
    pending: 'Erstattung läuft',
    refunded: 'Erstattet',
    failed: 'Erstattung fehlgeschlagen',
  },
  stray: 'Unklare Abbuchung',
  standing: {
    waiting: { name: 'Noch nicht bezahlt', say: 'Es wurde noch nichts abgeschickt und nichts abgebucht.' },
    inProgress: { name: 'In Arbeit', say: 'Die Zahlung läuft. Ihr Ausgang steht noch nicht fest.' },
    challenge: {
      name: '3DS-Abfrage',
      say: 'Die Bank bittet um eine Bestätigung. Bisher wurde nichts abgebucht.',
    },
    unknown: {
      name: 'Ungewiss',
      say: 'Es steht noch nicht fest, ob Geld abgebucht wurde. Das wird geklärt; bitte bezahlen Sie inzwischen nicht noch einmal.',
    },
    declined: { name: 'Abgelehnt', say: 'Die Bank hat die Karte abgelehnt. Es wurde nichts abgebucht.' },
    paid: {
      name: 'Bezahlt',
      say: 'Es wurde bezahlt. Der Betrag ist autorisiert; in seltenen Fällen kann das noch scheitern.',
    },
    guaranteed: { name: 'Bezahlt, garantiert', say: 'Es wurde bezahlt, und die Zahlung ist garantiert.' },
    settled: { name: 'Gutgeschrieben', say: 'Es wurde bezahlt, und der Betrag ist auf unserem Guthaben.' },
    failedAfterwards: {
      name: 'Später fehlgeschlagen',
      say: 'Die Zahlung war autorisiert und ist danach gescheitert. Es ist nicht bezahlt.',
    },
    refundAwaitsApproval: {
      name: 'Erstattung wartet auf Freigabe',
      say: 'Es wurde bezahlt. Eine Erstattung ist beantragt und wartet auf eine zweite Person; gesendet wurde noch nichts.',
    },
    refundUnknown: {
      name: 'Erstattung ungewiss',
      say: 'Eine Erstattung wurde gesendet, und es steht noch nicht fest, ob Inflow sie angenommen hat. Das wird geklärt.',
    },
    refundPending: {
      name: 'Erstattung läuft',
      say: 'Die Erstattung ist unterwegs. Inflow hat sie angenommen.',
    },
    refunded: { name: 'Erstattet', say: 'Der ganze Betrag wurde auf die Karte erstattet.' },
    partlyRefunded: {
      name: 'Teilweise erstattet',
      say: 'Ein Teil des Betrags wurde in Inflows Verwaltung erstattet.',
    },
    refundFailed: {
      name: 'Erstattung fehlgeschlagen',
      say: 'Eine Erstattung wurde versucht und ist gescheitert. Das Geld ist nicht zurück.',
    },
    stray: {
      name: 'Unklare Abbuchung',
      say: 'Diese Abbuchung gehört zu keiner Bestellung, die hier bekannt ist. Eine Person muss entscheiden, was daraus wird.',
    },
    strayDismissed: {
      name: 'Abgetan',
      say: 'Diese Abbuchung gehört zu keiner Bestellung, und eine Person hat sie abgetan.',
    },
    expired: {
      name: 'Abgelaufen',
      say: 'Der Checkout ist ohne Zahlung abgelaufen. Es wurde nichts abgebucht.',
    },
    notCharged: {
      name: 'Nicht abgebucht',
      say: 'Die Zahlung kam nicht zustande. Es wurde nichts abgebucht.',
    },
  },
  advice: {
    sameCard: 'Dieselbe Karte darf noch einmal versucht werden.',
    otherCard: 'Es braucht eine andere Karte.',
  },
  declineCode: {
    card_declined: 'ohne Grund abgelehnt',
    insufficient_funds: 'Deckung reicht nicht',
    incorrect_cvc: 'falsche Prüfziffer',
    incorrect_number: 'falsche Kartennummer',
    invalid_cvc: 'ungültige Prüfziffer',
    invalid_number: 'ungültige Kartennummer',
    invalid_expiry_month: 'ungültiger Ablaufmonat',
    invalid_expiry_year: 'ungültiges Ablaufjahr',
    processing_error: 'Fehler bei der Verarbeitung',
    expired_card: 'Karte abgelaufen',
    THREE_DS_FAILED: '3DS-Abfrage gescheitert',
    PAYMENT_PROCESSING_ERROR: 'Fehler bei der Verarbeitung',
    generic_decline: 'ohne Grund abgelehnt',
    do_not_honor: 'von der Bank abgelehnt',
    authentication_required: '3DS-Abfrage nötig',
    withdrawal_count_limit_exceeded: 'Karte zu oft benutzt',
    restricted_card: 'Karte eingeschränkt',
    lost_card: 'Karte als verloren gemeldet (dem Kunden nicht sagen)',
    stolen_card: 'Karte als gestohlen gemeldet (dem Kunden nicht sagen)',
    not_charged: 'Antwort verloren; nicht abgebucht',
    closed: 'von einer Person beendet',
    superseded: 'durch einen späteren Versuch ersetzt',
    total_changed: 'die Summe hat sich geändert; nicht abgebucht',
  },
};
