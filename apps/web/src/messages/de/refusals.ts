import type { Refusals } from '../messages.ts';

const declined =
  'Ihre Karte wurde abgelehnt. Es wurde nichts abgebucht. Nehmen Sie eine andere Karte oder fragen Sie Ihre Bank.';

export const refusals: Refusals = {
  decline: {
    heading: 'Ihre Zahlung hat nicht geklappt',
    codes: {
      card_declined: declined,
      generic_decline: declined,
      do_not_honor: declined,
      insufficient_funds:
        'Ihre Karte wurde mangels Deckung abgelehnt. Es wurde nichts abgebucht. Nehmen Sie eine andere Karte.',
      incorrect_cvc:
        'Die Prüfnummer wurde nicht angenommen. Es wurde nichts abgebucht. Prüfen Sie sie und versuchen Sie es noch einmal.',
      invalid_cvc:
        'Die Prüfnummer wurde nicht angenommen. Es wurde nichts abgebucht. Prüfen Sie sie und versuchen Sie es noch einmal.',
      incorrect_number:
        'Die Kartennummer wurde nicht angenommen. Es wurde nichts abgebucht. Prüfen Sie sie und versuchen Sie es noch einmal.',
      invalid_number:
        'Die Kartennummer wurde nicht angenommen. Es wurde nichts abgebucht. Prüfen Sie sie und versuchen Sie es noch einmal.',
      invalid_expiry_month:
        'Das Ablaufdatum wurde nicht angenommen. Es wurde nichts abgebucht. Prüfen Sie es und versuchen Sie es noch einmal.',
      invalid_expiry_year:
        'Das Ablaufdatum wurde nicht angenommen. Es wurde nichts abgebucht. Prüfen Sie es und versuchen Sie es noch einmal.',
      expired_card:
        'Diese Karte ist abgelaufen. Es wurde nichts abgebucht. Bitte nehmen Sie eine andere Karte.',
      processing_error:
        'Die Zahlung ließ sich nicht ausführen. Es wurde nichts abgebucht. Bitte versuchen Sie es noch einmal.',
      PAYMENT_PROCESSING_ERROR:
        'Die Zahlung ließ sich nicht ausführen. Es wurde nichts abgebucht. Bitte versuchen Sie es noch einmal.',
      authentication_required:
        'Ihre Bank möchte erst bestätigt haben, dass Sie es sind. Es wurde nichts abgebucht. Versuchen Sie es noch einmal oder nehmen Sie eine andere Karte.',
      withdrawal_count_limit_exceeded:
        'Ihre Karte wurde in letzter Zeit zu oft verwendet. Es wurde nichts abgebucht. Versuchen Sie es später noch einmal oder nehmen Sie eine andere Karte.',
      restricted_card:
        'Diese Karte geht für diesen Kauf nicht. Es wurde nichts abgebucht. Bitte nehmen Sie eine andere Karte.',
      THREE_DS_FAILED:
        'Ihre Bank konnte nicht bestätigen, dass Sie es sind. Es wurde nichts abgebucht. Versuchen Sie es noch einmal oder nehmen Sie eine andere Karte.',
      not_charged:
        'Die Zahlung wurde nicht ausgeführt. Es wurde nichts abgebucht. Bitte versuchen Sie es noch einmal.',
      total_changed:
        'Der Gesamtbetrag hat sich geändert. Es wurde nichts abgebucht. Prüfen Sie ihn und bestellen Sie erneut.',
      closed:
        'Diese Zahlung wurde beendet, bevor ihr Ergebnis bekannt war. Falls sie auf Ihrem Konto erscheint, wenden Sie sich bitte an den Shop. Sie können erneut bezahlen.',
      superseded:
        'Die frühere Zahlung wurde verworfen und nichts dafür abgebucht. Sie können noch einmal bezahlen.',
    },
    retryable:
      'Ihre Karte wurde abgelehnt. Es wurde nichts abgebucht. Versuchen Sie es noch einmal oder nehmen Sie eine andere Karte.',
    final: 'Ihre Karte wurde abgelehnt. Es wurde nichts abgebucht. Bitte nehmen Sie eine andere Karte.',
  },

  refusal: {
    fields: 'Einige Angaben wurden nicht angenommen. Bitte prüfen Sie die markierten Felder.',
    unmarked:
      'Einige Angaben wurden nicht angenommen. Bitte prüfen Sie sie und versuchen Sie es noch einmal.',
    again: 'Die Zahlung wurde nicht begonnen und nichts abgebucht. Bitte drücken Sie noch einmal.',
    notCharged:
      'Die Zahlung kam nicht zustande und es wurde nichts abgebucht. Bitte versuchen Sie es noch einmal.',
    savedCard: 'Die gespeicherte Karte geht für diesen Kauf nicht. Bitte geben Sie eine Karte ein.',
    slowDown:
      'Das ging etwas schnell. Es wurde nichts abgebucht. Bitte warten Sie einen Moment und versuchen Sie es noch einmal.',
    tooMany:
      'Mehrere Zahlungen haben nicht geklappt, deshalb macht diese Kasse eine Pause. Es wurde nichts abgebucht, und Ihre Angaben bleiben erhalten.',
    unavailable:
      'Kartenzahlungen sind gerade nicht möglich. Es wurde nichts abgebucht. Bitte versuchen Sie es später noch einmal.',
    notBegun:
      'Ihre Zahlung wurde nicht begonnen und nichts abgebucht. Ihre Angaben sind noch da: Sie können es noch einmal versuchen.',
    unsafeRedirect:
      'Die Seite Ihrer Bank ließ sich nicht sicher öffnen. Es wurde nichts abgebucht. Bitte nehmen Sie eine andere Karte.',
    insecure:
      'Diese Seite wurde unverschlüsselt geöffnet (http), deshalb lässt sich von ihr keine Karte senden. Es wurde nichts abgebucht. Bitte gehen Sie zurück zum Laden und sagen Sie dort Bescheid.',
    altered:
      'Eine Übersetzung oder Erweiterung in Ihrem Browser hat die Beträge auf dieser Seite geändert. Es wurde nichts abgebucht. Wir zeigen sie neu: Bitte prüfen Sie den Gesamtbetrag und drücken Sie noch einmal.',
    notLoaded:
      'Ein Teil dieser Seite wurde nicht geladen. Es wurde nichts abgebucht. Bitte drücken Sie noch einmal oder laden Sie die Seite neu.',
  },
  waiting: { until: (when) => `Sie können es ${when} noch einmal versuchen.` },
};
