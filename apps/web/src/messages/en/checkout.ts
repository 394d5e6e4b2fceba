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
      'Our payment provider keeps the card for your email address. It is charged only when you choose it for a purchase.',
    business: 'I’m purchasing as a business',
    chooseCountry: 'Choose a country',
    pay: (amount: string) => `Pay ${amount}`,
    /** Where the law wants nothing else on the button: as Directive 2011/83/EU, article 8(2), says it in each language. */
    order: 'Order with obligation to pay',
    /** Where the total is not known before the payment is created: the payment is another step. */
    toTotal: 'Continue to the total',
    updatingTotal: 'Calculating total…',
    stillUpdating: 'The total is still being calculated. Please press again in a moment.',
    /** On the button: nothing is sent. */
    offline: 'You are offline: reconnect to pay',
    sending: 'Sending your payment…',
    stillSending: 'Waiting for your bank…',
    longSending: 'Still waiting. Please keep this page open…',
    redirecting: 'Taking you to your bank…',
  },

  /** Each with a list of links behind it. */
  consent: {
    line: 'By paying, you agree to:',
    tick: 'I agree to:',
  },

  summary: {
    heading: 'Your order',
    show: 'Order summary',
    /** Leads to the order as it stands above the button. */
    review: 'Review your order',
    quantity: (quantity: string) => `Quantity ${quantity}`,
    /** The price of one piece, after their quantity. */
    each: (price: string) => `${price} each`,
    subtotal: 'Subtotal',
    /** By what a country calls it. */
    taxNames: { vat: 'VAT', sales: 'Sales tax', tax: 'Tax' },
    taxAt: (name: string, rate: string) => `${name} (${rate})`,
    /** Of prices that include it; its name as within a sentence. */
    taxIncluded: (name: string) => `Includes ${name}`,
    taxIncludedOf: (amount: string, name: string) => `Includes ${amount} ${name}`,
    reverseCharge:
      'Reverse charge: as a business in the EU you account for the tax yourself, so none is added here.',
    total: 'Total',
    totalIs: (total: string) => `The total is now ${total}.`,
    taxLater: 'Tax is calculated when you pay.',
    taxByZip: 'Enter your ZIP code to see the tax.',
  },

  agreement: {
    heading: 'Check the total',
    workedOut: 'The tax for your country has been calculated.',
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
    returned: 'We are asking for the result of your bank’s check.',
    slow: 'This takes longer than usual. You may close this page and come back to it later: the result will be here.',
    unreachable: 'The shop can’t be reached at the moment. We keep trying.',
    again: 'Check again',
  },

  expired: {
    heading: 'This checkout has expired',
    body: 'You have not been charged. A checkout is open for a limited time only.',
    kept: 'What you typed is kept, except the card.',
    fresh: 'Start a new checkout',
    opening: 'Opening a new checkout…',
    failed: 'A new checkout could not be opened. Please try again.',
    back: 'Back to the shop',
  },

  failed: {
    heading: 'Payment reversed',
    body: 'The payment was authorised, but it failed later. You will not be charged for it. If your bank shows the amount as pending, ask your bank when it will be released.',
    unpaid: 'Your order is not paid.',
  },

  receipt: {
    headings: {
      /** Not "received": an authorised payment may still fail. */
      paid: 'Payment accepted',
      refundPending: 'Refund in progress',
      partlyRefunded: 'Partially refunded',
      refunded: 'Payment refunded',
    },
    thanks: 'Thank you for your order.',
    amount: 'Amount',
    date: 'Date',
    card: 'Card',
    email: 'Email',
    reference: 'Payment reference',
    referenceHint: 'Quote this if you contact us.',
    items: 'Items',
    subtotal: 'Subtotal',
    tax: 'Tax',
    total: 'Total',
    print: 'Print',
    continue: 'Continue',
    returning: 'You will be taken back to the shop in a few seconds.',
    stay: 'Stay on this page',
    toStore: 'Back to the store',
    refundDelay: 'It may take a few days until the refund is on your statement.',
    soldBy: 'Sold by',
    reseller: 'Inflow is the reseller and merchant of record.',
  },
};
