import type { Refusals } from '../messages.ts';

const declined =
  'Ihre Karte wurde abgelehnt. Es wurde nichts abgebucht. Verwenden Sie eine andere Karte oder fragen Sie Ihre Bank.';

export const refusals: Refusals = {
  decline: {
    heading: 'Ihre Zahlung war nicht erfolgreich',
    codes: {
      card_declined: declined,
      generic_decline: declined,
      do_not_honor: declined,
      insufficient_funds:
        'Ihre Karte ist nicht ausreichend gedeckt. Es wurde nichts abgebucht. Verwenden Sie eine andere Karte.',
      incorrect_cvc:
        'Die Prüfnummer wurde nicht akzeptiert. Es wurde nichts abgebucht. Prüfen Sie sie und versuchen Sie es erneut.',
      invalid_cvc:
        'Die Prüfnummer wurde nicht akzeptiert. Es wurde nichts abgebucht. Prüfen Sie sie und versuchen Sie es erneut.',
      incorrect_number:
        'Die Kartennummer wurde nicht akzeptiert. Es wurde nichts abgebucht. Prüfen Sie sie und versuchen Sie es erneut.',
      invalid_number:
        'Die Kartennummer wurde nicht akzeptiert. Es wurde nichts abgebucht. Prüfen Sie sie und versuchen Sie es erneut.',
      invalid_expiry_month:
        'Das Ablaufdatum wurde nicht akzeptiert. Es wurde nichts abgebucht. Prüfen Sie es und versuchen Sie es erneut.',
      invalid_expiry_year:
        'Das Ablaufdatum wurde nicht akzeptiert. Es wurde nichts abgebucht. Prüfen Sie es und versuchen Sie es erneut.',
      expired_card:
        'Diese Karte ist abgelaufen. Es wurde nichts abgebucht. Bitte verwenden Sie eine andere Karte.',
      processing_error:
        'Die Zahlung konnte nicht verarbeitet werden. Es wurde nichts abgebucht. Bitte versuchen Sie es erneut.',
      PAYMENT_PROCESSING_ERROR:
        'Die Zahlung konnte nicht verarbeitet werden. Es wurde nichts abgebucht. Bitte versuchen Sie es erneut.',
      authentication_required:
        'Ihre Bank muss erst bestätigen, dass Sie es sind. Es wurde nichts abgebucht. Versuchen Sie es erneut oder verwenden Sie eine andere Karte.',
      withdrawal_count_limit_exceeded:
        'Ihre Karte wurde in letzter Zeit zu oft verwendet. Es wurde nichts abgebucht. Versuchen Sie es später erneut oder verwenden Sie eine andere Karte.',
      restricted_card:
        'Diese Karte kann für diesen Kauf nicht verwendet werden. Es wurde nichts abgebucht. Bitte verwenden Sie eine andere Karte.',
      THREE_DS_FAILED:
        'Ihre Bank konnte nicht bestätigen, dass Sie es sind. Es wurde nichts abgebucht. Versuchen Sie es erneut oder verwenden Sie eine andere Karte.',
      not_charged:
        'Die Zahlung wurde nicht ausgeführt. Es wurde nichts abgebucht. Bitte versuchen Sie es erneut.',
      total_changed:
        'Der Gesamtbetrag hat sich geändert. Es wurde nichts abgebucht. Prüfen Sie ihn und bestellen Sie erneut.',
      closed:
        'Diese Zahlung wurde beendet, bevor ihr Ergebnis bekannt war. Falls sie auf Ihrem Konto erscheint, wenden Sie sich bitte an den Shop. Sie können erneut bezahlen.',
      superseded:
        'Die frühere Zahlung wurde nicht abgeschlossen, und es wurde nichts dafür abgebucht. Sie können erneut bezahlen.',
    },
    retryable:
      'Ihre Karte wurde abgelehnt. Es wurde nichts abgebucht. Versuchen Sie es erneut oder verwenden Sie eine andere Karte.',
    final: 'Ihre Karte wurde abgelehnt. Es wurde nichts abgebucht. Bitte verwenden Sie eine andere Karte.',
  },

  refusal: {
    fields: 'Einige Angaben wurden nicht akzeptiert. Bitte prüfen Sie die markierten Felder.',
    unmarked: 'Einige Angaben wurden nicht akzeptiert. Bitte prüfen Sie sie und versuchen Sie es erneut.',
    again: 'Die Zahlung wurde nicht gestartet, und es wurde nichts abgebucht. Bitte versuchen Sie es erneut.',
    notCharged:
      'Die Zahlung kam nicht zustande und es wurde nichts abgebucht. Bitte versuchen Sie es erneut.',
    savedCard:
      'Die gespeicherte Karte kann für diesen Kauf nicht verwendet werden. Bitte geben Sie eine Karte ein.',
    slowDown:
      'Zu viele Versuche in kurzer Zeit. Es wurde nichts abgebucht. Bitte warten Sie kurz und versuchen Sie es erneut.',
    tooMany:
      'Mehrere Zahlungen waren nicht erfolgreich, deshalb sind vorerst keine weiteren möglich. Es wurde nichts abgebucht, und Ihre Angaben bleiben erhalten.',
    unavailable:
      'Kartenzahlungen sind gerade nicht möglich. Es wurde nichts abgebucht. Bitte versuchen Sie es später erneut.',
    notBegun:
      'Ihre Zahlung wurde nicht gestartet, und es wurde nichts abgebucht. Ihre Angaben sind noch da: Sie können es erneut versuchen.',
    unsafeRedirect:
      'Die Seite Ihrer Bank konnte nicht sicher geöffnet werden. Es wurde nichts abgebucht. Bitte verwenden Sie eine andere Karte.',
    insecure:
      'Diese Seite wurde unverschlüsselt geöffnet (http), deshalb kann von ihr keine Karte gesendet werden. Es wurde nichts abgebucht. Bitte gehen Sie zurück zum Shop und geben Sie dort Bescheid.',
    altered:
      'Eine Übersetzung oder Erweiterung in Ihrem Browser hat die Beträge auf dieser Seite geändert. Es wurde nichts abgebucht. Wir zeigen sie neu: Bitte prüfen Sie den Gesamtbetrag und versuchen Sie es erneut.',
    notLoaded:
      'Ein Teil dieser Seite wurde nicht geladen. Es wurde nichts abgebucht. Bitte versuchen Sie es erneut oder laden Sie die Seite neu.',
  },
  waiting: { until: (when) => `Sie können es ${when} erneut versuchen.` },
};
