import type { KnownDeclineCode } from '@checkout/schemas/decline';
import type { FieldProblem } from '@checkout/schemas/field-problem';
import type { FieldName } from '../pay-form/field-name.ts';

type FieldTexts = { label: string; hint: string; problems: Partial<Record<FieldProblem, string>> };

/** Every sentence of the pages. Another language is complete when it has the type of this one (`Messages`). */
export const en = {
  lang: 'en',
  dir: 'ltr',

  page: {
    title: (page: string, merchant: string) => `${page} – ${merchant}`,
    skipToContent: 'Skip to content',
    toStore: (merchant: string) => `${merchant}, to the store`,
    footer: 'Your card is passed on to our payment provider and is never stored by this shop.',
    loading: 'One moment…',
    offline: 'You are offline. This page carries on by itself when you are back.',
  },

  notFound: {
    heading: 'There is nothing here',
    body: 'The address may be mistyped, or the page may have moved.',
    checkoutHeading: 'We can’t find this checkout',
    checkoutBody: 'The link may be incomplete. If you came from a shop, go back there and check out again.',
    toStore: 'Go to the store',
  },

  unreachable: {
    heading: "We can't reach the shop right now",
    body: 'This page tries again by itself. You can also try now.',
    offlineBody: 'Your device is offline. This page tries again as soon as you are connected.',
    again: 'Try again',
  },

  broken: {
    heading: 'Something went wrong on our side',
    body: 'Nothing you did. Please try again in a moment.',
  },

  store: {
    heading: 'A small shop with a careful checkout',
    intro: 'Everything here is made up, except the way you pay for it.',
    products: 'Products',
    add: 'Add to cart',
    added: (product: string, quantity: string) => `${product} added to the cart, ${quantity} in all.`,
    cart: 'Cart',
    empty: 'Your cart is empty.',
    quantity: (product: string) => `Quantity of ${product}`,
    fewer: (product: string) => `One ${product} fewer`,
    more: (product: string) => `One ${product} more`,
    subtotal: 'Subtotal',
    beforeTax: 'Tax is added at checkout, for your country.',
    checkOut: 'Check out',
    checkingOut: 'Opening the checkout…',
    refused: 'The checkout could not be opened with this cart. Please look it over and try again.',
    belowMinimum: 'This order is too small to be paid by card. Please add something.',
    tooMuch: 'This order is too large to be paid at once. Please remove something.',
    slowDown: 'That was a little fast. Please wait a moment, then try again.',
    failed: 'The checkout could not be opened just now. Please try again.',
  },

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
    acceptedCards: 'We accept',
    save: 'Save this card for next time',
    saveConsent:
      'Our payment provider keeps the card for your e-mail address. It is charged only when you choose it for a purchase.',
    business: "I'm purchasing as a business",
    chooseCountry: 'Choose a country',
    pay: (amount: string) => `Pay ${amount}`,
    payWithoutAmount: 'Pay',
    updatingTotal: 'Working out the total…',
    stillUpdating: 'The total is still being worked out. Please press again in a moment.',
    sending: 'Sending your payment…',
    stillSending: 'Waiting for your bank…',
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
    failed: 'The tax could not be worked out just now.',
    again: 'Try again',
  },

  fields: {
    email: {
      label: 'Email',
      hint: '',
      problems: {
        required: 'Enter your e-mail address.',
        invalid: 'This e-mail address is not complete. It looks like name@example.com.',
        too_long: 'This e-mail address is too long.',
      },
    },
    cardNumber: {
      label: 'Card number',
      hint: '',
      problems: {
        required: 'Enter your card number.',
        incomplete: 'Your card number is not complete.',
        invalid: 'This card number is not right. Please check the digits.',
        too_long: 'This card number is too long.',
      },
    },
    expiry: {
      label: 'Expiry',
      hint: 'Month/year, e.g. 01/30',
      problems: {
        required: 'Enter the date your card expires.',
        incomplete: 'Enter month and year.',
        invalid: 'This is not a date. Try 01/30.',
        expired: 'This card has expired. Please use another.',
      },
    },
    cvc: {
      label: 'CVC',
      hint: '3 digits on the back',
      problems: {
        required: 'Enter the security code.',
        incomplete: 'The security code is not complete.',
        invalid: 'The security code is not right.',
        too_long: 'The security code is too long.',
      },
    },
    name: {
      label: 'Name on card',
      hint: 'As printed. It helps your bank to recognise you.',
      problems: {
        required: 'Enter the name on your card.',
        invalid: 'Please check this name.',
        too_long: 'This name is too long.',
      },
    },
    country: {
      label: 'Country',
      hint: '',
      problems: {
        required: 'Choose a country.',
        unknown: 'Choose a country.',
        invalid: 'Choose a country.',
      },
    },
    postalCode: {
      label: 'Postal code',
      hint: '',
      problems: {
        required: 'Enter your postal code.',
        invalid: 'This postal code is not right.',
        too_long: 'This postal code is too long.',
      },
    },
    businessName: {
      label: 'Business name',
      hint: '',
      problems: {
        required: 'Enter the name of your business.',
        invalid: 'Please check this name.',
        too_long: 'This name is too long.',
      },
    },
    taxId: {
      label: 'Tax ID',
      hint: 'VAT number, as you write it on invoices',
      problems: {
        required: 'Enter your tax ID.',
        invalid: 'This tax ID was not accepted.',
        too_long: 'This tax ID is too long.',
      },
    },
  } satisfies Record<FieldName, FieldTexts>,

  /** For a problem that the field has no sentence of its own for. */
  problems: {
    required: 'This is needed.',
    invalid: 'This is not right.',
    incomplete: 'This is not complete.',
    too_short: 'This is too short.',
    too_long: 'This is too long.',
    below_minimum: 'This is too little.',
    above_maximum: 'This is too much.',
    expired: 'This has expired.',
    brand_not_accepted: 'This is not accepted here.',
    unknown: 'This is not known here.',
    not_allowed: 'This is not possible here.',
  } satisfies Record<FieldProblem, string>,

  card: {
    cvcFour: '4 digits on the front',
    brandNotAccepted: (brand: string) => `We don’t take ${brand}. Please use another card.`,
    unknownBrandNotAccepted: 'We don’t take this kind of card. Please use another.',
  },

  form: {
    /** Announced on a refused submit; the focus is on the first field, which says its own problem. */
    wrongFields: (count: number) =>
      count === 1 ? '1 field needs your attention.' : `${count} fields need your attention.`,
  },

  decline: {
    heading: 'Your payment did not go through',
    totalChangedHeading: 'The total has changed',
    codes: {
      card_declined: 'Your card was declined. You have not been charged. Try another card, or ask your bank.',
      insufficient_funds:
        'Your card was declined for lack of funds. You have not been charged. Try another card.',
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
      THREE_DS_FAILED:
        'Your bank could not confirm that it is you. You have not been charged. Try again, or use another card.',
      not_charged: 'The payment was not carried out. You have not been charged. Please try again.',
      total_changed:
        'You have not been charged, and everything that you typed is still here. Check the new total and pay again.',
      superseded: 'The earlier payment was dropped and nothing was charged for it. You can pay again.',
    } satisfies Record<KnownDeclineCode, string>,
    retryable: 'Your card was declined. You have not been charged. Try again, or use another card.',
    final: 'Your card was declined. You have not been charged. Please use another card.',
  },

  refusal: {
    fields: 'Some details were not accepted. Please check the marked fields.',
    unmarked: 'Some details were not accepted. Please check them and try again.',
    again: 'The payment was not started and nothing was charged. Please press again.',
    notCharged: 'The payment did not come about and nothing was charged. Please try again.',
    savedCard: 'The saved card can’t be used for this purchase. Please enter a card.',
    slowDown: 'That was a little fast. Nothing was charged. Please wait a moment, then try again.',
    unavailable: 'Card payments are not possible just now. Nothing was charged. Please try again later.',
    notBegun:
      'Your payment was not started and nothing was charged. What you typed is still here: you can try again.',
    unsafeRedirect:
      'We could not open your bank’s page safely. Nothing was charged. Please use another card.',
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
    again: 'Back to the store',
    back: 'Back to the shop',
  },

  receipt: {
    heading: 'Payment received',
    thanks: 'Thank you for your order.',
    paid: 'Amount paid',
    date: 'Date',
    email: 'Email',
    reference: 'Payment reference',
    referenceHint: 'Tell us this if you need help.',
    items: 'Items',
    subtotal: 'Subtotal',
    tax: 'Tax',
    total: 'Total',
    print: 'Print',
    continue: 'Continue',
    toStore: 'Back to the store',
    refundPending: 'This payment is being refunded.',
    refunded: 'This payment has been refunded.',
    partlyRefunded: 'A part of this payment has been refunded.',
  },
};
