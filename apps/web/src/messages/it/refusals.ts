import type { Refusals } from '../messages.ts';

const declined =
  'La tua carta è stata rifiutata. Non ti è stato addebitato nulla. Prova un’altra carta o chiedi alla tua banca.';
const code =
  'Il codice di sicurezza non è stato accettato. Non ti è stato addebitato nulla. Controllalo e riprova.';
const number =
  'Il numero di carta non è stato accettato. Non ti è stato addebitato nulla. Controllalo e riprova.';
const date = 'La scadenza non è stata accettata. Non ti è stato addebitato nulla. Controllala e riprova.';
const processing = 'Non è stato possibile elaborare il pagamento. Non ti è stato addebitato nulla. Riprova.';

export const refusals: Refusals = {
  decline: {
    heading: 'Il tuo pagamento non è riuscito',
    codes: {
      card_declined: declined,
      generic_decline: declined,
      do_not_honor: declined,
      insufficient_funds:
        'La tua carta non dispone di fondi sufficienti. Non ti è stato addebitato nulla. Prova un’altra carta.',
      incorrect_cvc: code,
      invalid_cvc: code,
      incorrect_number: number,
      invalid_number: number,
      invalid_expiry_month: date,
      invalid_expiry_year: date,
      expired_card: 'Questa carta è scaduta. Non ti è stato addebitato nulla. Usa un’altra carta.',
      processing_error: processing,
      PAYMENT_PROCESSING_ERROR: processing,
      authentication_required:
        'La tua banca deve prima confermare che sei tu. Non ti è stato addebitato nulla. Riprova o usa un’altra carta.',
      withdrawal_count_limit_exceeded:
        'La tua carta è stata usata troppo spesso di recente. Non ti è stato addebitato nulla. Riprova più tardi o usa un’altra carta.',
      restricted_card:
        'Questa carta non può essere usata per questo acquisto. Non ti è stato addebitato nulla. Usa un’altra carta.',
      THREE_DS_FAILED:
        'La tua banca non ha potuto confermare che sei tu. Non ti è stato addebitato nulla. Riprova o usa un’altra carta.',
      not_charged: 'Il pagamento non è stato eseguito. Non ti è stato addebitato nulla. Riprova.',
      total_changed: 'Il totale è cambiato. Non ti è stato addebitato nulla. Controllalo e paga di nuovo.',
      closed:
        'Questo pagamento è stato interrotto prima che se ne conoscesse l’esito. Se compare sull’estratto conto, contatta il negozio. Puoi pagare di nuovo.',
      superseded:
        'Il pagamento precedente non è stato completato e non è stato addebitato nulla. Puoi pagare di nuovo.',
    },
    retryable:
      'La tua carta è stata rifiutata. Non ti è stato addebitato nulla. Riprova o usa un’altra carta.',
    final: 'La tua carta è stata rifiutata. Non ti è stato addebitato nulla. Usa un’altra carta.',
  },

  refusal: {
    fields: 'Alcuni dati non sono stati accettati. Controlla i campi segnalati.',
    unmarked: 'Alcuni dati non sono stati accettati. Controllali e riprova.',
    again: 'Il pagamento non è iniziato e non è stato addebitato nulla. Riprova.',
    notCharged: 'Il pagamento non è riuscito e non è stato addebitato nulla. Riprova.',
    savedCard: 'La carta salvata non può essere usata per questo acquisto. Inserisci un’altra carta.',
    slowDown: 'Troppi tentativi in poco tempo. Non è stato addebitato nulla. Aspetta un momento e riprova.',
    tooMany:
      'Diversi pagamenti non sono riusciti, quindi per ora non sono possibili altri tentativi. Non è stato addebitato nulla e ciò che hai scritto resta qui.',
    unavailable:
      'In questo momento non si può pagare con carta. Non è stato addebitato nulla. Riprova più tardi.',
    notBegun:
      'Il tuo pagamento non è iniziato e non è stato addebitato nulla. Ciò che hai scritto è ancora qui: puoi riprovare.',
    unsafeRedirect:
      'Non abbiamo potuto aprire in modo sicuro la pagina della tua banca. Non è stato addebitato nulla. Usa un’altra carta.',
    insecure:
      'Questa pagina è stata aperta senza crittografia (http), quindi da qui non si può inviare nessuna carta. Non è stato addebitato nulla. Torna al negozio e segnalalo.',
    altered:
      'Una traduzione o un’estensione del tuo browser ha cambiato gli importi di questa pagina. Non è stato addebitato nulla. Li mostriamo di nuovo: controlla il totale e riprova.',
    notLoaded:
      'Una parte di questa pagina non si è caricata. Non è stato addebitato nulla. Riprova o ricarica la pagina.',
  },
  waiting: { until: (when) => `Puoi riprovare ${when}.` },
};
