export const checkout = {
  checkout: {
    heading: 'Checkout',
    contact: 'Contact',
    payment: 'Payment',
    billing: 'Billing',
    cancel: 'Cancel and go back',
    saved: 'Saved card',
    savedUnknown: 'The card you saved last',
    another: 'Use another card',
    cardEnding: (brand: string, last4: string) => `${brand} ending in ${last4}`,
    cardWithoutBrand: (last4: string) => `Card ending in ${last4}`,
    acceptedCards: (brands: string) => `We accept ${brands}.`,
    save: 'Save this card for next time',
    saveConsent:
      'Our payment provider keeps the card for your e-mail address. It is charged only when you choose it for a purchase.',
    business: "I'm purchasing as a business",
    chooseCountry: 'Choose a country',
    /** Whether the law wants nothing but its words on the button, so that the amount stands beside it. */
    amountBesidePay: false,
    pay: (amount: string) => `Pay ${amount}`,
    /** Where the total is not known before the payment is created: the payment is another step. */
    toTotal: 'Continue to the total',
    updatingTotal: 'Working out the total…',
    stillUpdating: 'The total is still being worked out. Please press again in a moment.',
    /** On the button: nothing is sent. */
    offline: 'You are offline: reconnect to pay',
    sending: 'Sending your payment…',
    stillSending: 'Waiting for your bank…',
    longSending: 'Still waiting. Please keep this page open…',
    redirecting: 'Taking you to your bank…',
  },

  summary: {
    heading: 'Your order',
    show: 'Order summary',
    quantity: (quantity: string) => `Quantity ${quantity}`,
    subtotal: 'Subtotal',
    tax: (rate: string) => `Tax (${rate})`,
    taxUnknown: 'Tax',
    reverseCharge:
      'Reverse charge: as a business in the EU you account for the tax yourself, so none is added here.',
    total: 'Total',
    totalIs: (total: string) => `The total is now ${total}.`,
    taxLater: 'Tax is calculated when you pay.',
  },

  agreement: {
    heading: 'Check the total',
    workedOut: 'The tax for your country has been worked out.',
    /** Where another total had been shown. */
    changed: 'The total has changed.',
    uncharged: 'Nothing has been charged yet.',
    back: 'Change card or details',
  },

  bank: {
    heading: 'Your bank wants to make sure it is you',
    body: 'Confirm the payment on your bank’s page. Nothing is charged until you do.',
    continue: 'Continue at your bank',
    or: 'Or pay with another card below.',
    redirecting: 'Taking you to your bank’s page…',
  },

  processing: {
    heading: 'We are checking your payment',
    body: 'Please do not pay again. This page shows the result by itself as soon as it is known.',
    returned: 'Welcome back. We are asking for the result of your bank’s check.',
    slow: 'This takes longer than usual. You may close this page and come back to it later: the result will be here.',
    unreachable: 'The shop can’t be reached at the moment. We keep trying.',
    again: 'Check again',
  },

  expired: {
    heading: 'This checkout has expired',
    body: 'You have not been charged. Checkouts are open for a limited time; start a new one whenever you like.',
    kept: 'What you typed is kept, except the card.',
    fresh: 'Start a fresh checkout',
    opening: 'Opening a fresh checkout…',
    failed: 'A fresh checkout could not be opened just now. Please try again.',
    back: 'Back to the shop',
  },

  failed: {
    heading: 'The payment did not go through after all',
    body: 'It was authorised, but it failed later. You will not be charged for it. If your bank shows the amount as pending, ask your bank when it disappears.',
    unpaid: 'Your order is not paid.',
  },

  receipt: {
    headings: {
      /** Not "received": an authorised payment may still fail. */
      paid: 'Payment accepted',
      refundPending: 'A refund is on its way',
      partlyRefunded: 'A part of this payment was refunded',
      refunded: 'This payment was refunded',
    },
    thanks: 'Thank you for your order.',
    amount: 'Amount',
    date: 'Date',
    card: 'Card',
    email: 'Email',
    reference: 'Payment reference',
    referenceHint: 'Tell us this if you need help.',
    items: 'Items',
    subtotal: 'Subtotal',
    tax: 'Tax',
    total: 'Total',
    print: 'Print',
    continue: 'Continue',
    returning: 'You will be taken back to the shop in a few seconds.',
    stay: 'Stay on this page',
    toStore: 'Back to the store',
    refundDelay: 'The refund may take some days to show on your statement.',
  },
};
