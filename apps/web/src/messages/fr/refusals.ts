import type { Refusals } from '../messages.ts';

const declined =
  'Votre carte a été refusée. Rien n’a été débité. Essayez une autre carte ou demandez à votre banque.';
const code = 'Le code de sécurité n’a pas été accepté. Rien n’a été débité. Vérifiez-le et réessayez.';
const number = 'Le numéro de carte n’a pas été accepté. Rien n’a été débité. Vérifiez-le et réessayez.';
const date = 'La date d’expiration n’a pas été acceptée. Rien n’a été débité. Vérifiez-la et réessayez.';
const processing = 'Le paiement n’a pas pu être traité. Rien n’a été débité. Veuillez réessayer.';

export const refusals: Refusals = {
  decline: {
    heading: 'Votre paiement n’a pas abouti',
    codes: {
      card_declined: declined,
      generic_decline: declined,
      do_not_honor: declined,
      insufficient_funds:
        'Votre carte ne dispose pas de fonds suffisants. Rien n’a été débité. Essayez une autre carte.',
      incorrect_cvc: code,
      invalid_cvc: code,
      incorrect_number: number,
      invalid_number: number,
      invalid_expiry_month: date,
      invalid_expiry_year: date,
      expired_card: 'Cette carte a expiré. Rien n’a été débité. Veuillez utiliser une autre carte.',
      processing_error: processing,
      PAYMENT_PROCESSING_ERROR: processing,
      authentication_required:
        'Votre banque veut d’abord s’assurer que c’est bien vous. Rien n’a été débité. Réessayez ou utilisez une autre carte.',
      withdrawal_count_limit_exceeded:
        'Votre carte a été utilisée trop souvent ces derniers temps. Rien n’a été débité. Réessayez plus tard ou utilisez une autre carte.',
      restricted_card:
        'Cette carte ne peut pas être utilisée pour cet achat. Rien n’a été débité. Veuillez utiliser une autre carte.',
      THREE_DS_FAILED:
        'Votre banque n’a pas pu confirmer que c’est bien vous. Rien n’a été débité. Réessayez ou utilisez une autre carte.',
      not_charged: 'Le paiement n’a pas été effectué. Rien n’a été débité. Veuillez réessayer.',
      total_changed: 'Le total a changé. Rien n’a été débité. Vérifiez-le et payez de nouveau.',
      closed:
        'Ce paiement a été arrêté avant que son résultat soit connu. S’il apparaît sur votre relevé, contactez la boutique. Vous pouvez payer de nouveau.',
      superseded:
        'Le paiement précédent n’a pas été finalisé et rien n’a été débité. Vous pouvez payer de nouveau.',
    },
    retryable: 'Votre carte a été refusée. Rien n’a été débité. Réessayez ou utilisez une autre carte.',
    final: 'Votre carte a été refusée. Rien n’a été débité. Veuillez utiliser une autre carte.',
  },

  refusal: {
    fields: 'Certaines informations n’ont pas été acceptées. Veuillez vérifier les champs signalés.',
    unmarked: 'Certaines informations n’ont pas été acceptées. Veuillez les vérifier et réessayer.',
    again: 'Le paiement n’a pas commencé et rien n’a été débité. Veuillez réessayer.',
    notCharged: 'Le paiement n’a pas abouti et rien n’a été débité. Veuillez réessayer.',
    savedCard: 'La carte enregistrée ne peut pas être utilisée pour cet achat. Veuillez saisir une carte.',
    slowDown:
      'Trop de tentatives en peu de temps. Rien n’a été débité. Veuillez patienter un instant, puis réessayer.',
    tooMany:
      'Plusieurs paiements n’ont pas abouti\u00a0: aucun autre n’est possible pour le moment. Rien n’a été débité et ce que vous avez saisi est conservé.',
    unavailable:
      'Le paiement par carte n’est pas possible pour le moment. Rien n’a été débité. Réessayez plus tard.',
    notBegun:
      'Votre paiement n’a pas commencé et rien n’a été débité. Ce que vous avez saisi est encore là\u00a0: vous pouvez réessayer.',
    unsafeRedirect:
      'Nous n’avons pas pu ouvrir la page de votre banque en toute sécurité. Rien n’a été débité. Utilisez une autre carte.',
    insecure:
      'Cette page a été ouverte sans chiffrement (http)\u00a0: aucune carte ne peut en être envoyée. Rien n’a été débité. Retournez à la boutique et signalez-le.',
    altered:
      'Une traduction ou une extension de votre navigateur a modifié les montants de cette page. Rien n’a été débité. Ils sont affichés de nouveau\u00a0: vérifiez le total, puis réessayez.',
    notLoaded:
      'Une partie de cette page ne s’est pas chargée. Rien n’a été débité. Réessayez ou rechargez la page.',
  },
  waiting: { until: (when) => `Vous pourrez réessayer ${when}.` },
};
