import type { ShownDeclineCode } from '@checkout/schemas/decline';

const declined = 'Your card was declined. You have not been charged. Try another card, or ask your bank.';

export const refusals = {
  decline: {
    heading: 'Your payment did not go through',
    codes: {
      card_declined: declined,
      generic_decline: declined,
      do_not_honor: declined,
      insufficient_funds: 'Your card has insufficient funds. You have not been charged. Try another card.',
      incorrect_cvc: 'The security code was not accepted. You have not been charged. Check it and try again.',
      invalid_cvc: 'The security code was not accepted. You have not been charged. Check it and try again.',
      incorrect_number:
        'The card number was not accepted. You have not been charged. Check it and try again.',
      invalid_number: 'The card number was not accepted. You have not been charged. Check it and try again.',
      invalid_expiry_month:
        'The expiry date was not accepted. You have not been charged. Check it and try again.',
      invalid_expiry_year:
        'The expiry date was not accepted. You have not been charged. Check it and try again.',
      expired_card: 'This card has expired. You have not been charged. Please use another card.',
      processing_error: 'The payment could not be processed. You have not been charged. Please try again.',
      PAYMENT_PROCESSING_ERROR:
        'The payment could not be processed. You have not been charged. Please try again.',
      authentication_required:
        'Your bank needs to confirm that it is you before it accepts this payment. You have not been charged. Try again, or use another card.',
      withdrawal_count_limit_exceeded:
        'Your card has been used too often for now. You have not been charged. Try again later, or use another card.',
      restricted_card:
        'This card can’t be used for this purchase. You have not been charged. Please use another card.',
      THREE_DS_FAILED:
        'Your bank could not confirm that it is you. You have not been charged. Try again, or use another card.',
      not_charged: 'The payment was not carried out. You have not been charged. Please try again.',
      total_changed: 'The total has changed. You have not been charged. Check the total and pay again.',
      closed:
        'This payment was stopped before its outcome was known. If it appears on your statement, please contact the shop. You can pay again.',
      superseded: 'The earlier payment was not completed and nothing was charged for it. You can pay again.',
    } satisfies Record<ShownDeclineCode, string>,
    retryable: 'Your card was declined. You have not been charged. Try again, or use another card.',
    final: 'Your card was declined. You have not been charged. Please use another card.',
  },

  refusal: {
    fields: 'Some details were not accepted. Please check the marked fields.',
    unmarked: 'Some details were not accepted. Please check them and try again.',
    again: 'The payment was not started and nothing was charged. Please press again.',
    notCharged: 'The payment was not made and nothing was charged. Please try again.',
    savedCard: 'The saved card can’t be used for this purchase. Please enter a card.',
    slowDown: 'Too many tries in a short time. Nothing was charged. Wait a moment, then try again.',
    tooMany:
      'Several payments did not go through, so no other can be tried for now. Nothing was charged, and what you typed is kept.',
    unavailable: 'Card payments are not possible right now. Nothing was charged. Please try again later.',
    notBegun:
      'Your payment was not started and nothing was charged. What you typed is still here: you can try again.',
    unsafeRedirect:
      'We could not open your bank’s page safely. Nothing was charged. Please use another card.',
    insecure:
      'This page was opened without encryption (http), so no card can be sent from it. Nothing was charged. Please go back to the shop and let them know.',
    altered:
      'A translation or an extension in your browser has changed the amounts on this page. Nothing was charged. They are shown again: please check the total, then press again.',
    notLoaded:
      'A part of this page did not load. Nothing was charged. Please press again, or reload this page.',
  },

  /** `when` as the language says it: “in 25 seconds”. */
  waiting: { until: (when: string) => `You can try again ${when}.` },
};
