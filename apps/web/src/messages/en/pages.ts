export const pages = {
  page: {
    title: (page: string, merchant: string) => `${page} – ${merchant}`,
    skipToContent: 'Skip to content',
    toStore: (merchant: string) => `${merchant}, to the store`,
    footer: 'Your card is passed on to our payment provider and is never stored by this shop.',
    language: 'Language',
    loading: 'Loading…',
    testMode: 'Test mode: payments are simulated, and no card is charged.',
    offline: 'You are offline. This page carries on by itself when you are back.',
    online: 'You are connected again.',
  },

  links: {
    terms: 'Terms and conditions',
    withdrawal: 'Right of withdrawal',
    refundPolicy: 'Refund policy',
    privacy: 'Privacy policy',
    imprint: 'Legal notice',
    support: 'Contact',
  },

  notFound: {
    heading: 'Page not found',
    body: 'Check the address: it may be mistyped, or the page may have moved.',
    checkoutHeading: 'We can’t find this checkout',
    checkoutBody: 'The link may be incomplete. If you came from a shop, go back there and check out again.',
    toStore: 'Go to the store',
  },

  unreachable: {
    heading: 'We can’t reach the shop right now',
    body: 'This page tries again by itself. You can also try now.',
    offlineBody: 'Your device is offline. This page tries again as soon as you are connected.',
    again: 'Try again',
  },

  broken: {
    heading: 'Something went wrong on our side',
    body: 'This is not your fault. Please try again in a moment.',
  },

  store: {
    heading: 'A small shop with a careful checkout',
    intro: 'Everything here is made up, except the way you pay for it.',
    products: 'Products',
    add: 'Add to cart',
    added: (product: string, quantity: string) => `${product} added to the cart, ${quantity} in all.`,
    /** On the product's picture. */
    inCart: (quantity: string) => `${quantity} in the cart`,
    cart: 'Cart',
    empty: 'Your cart is empty.',
    quantity: (product: string) => `Quantity of ${product}`,
    fewer: (product: string) => `One ${product} fewer`,
    more: (product: string) => `One ${product} more`,
    subtotal: 'Subtotal',
    beforeTax: 'Tax is added at checkout, for your country.',
    checkOut: 'Check out',
    checkingOut: 'Opening the checkout…',
    refused: 'The checkout could not be opened with this cart. Please check it and try again.',
    belowMinimum: 'This order is too small to be paid by card. Please add something.',
    tooMuch: 'This order is too large for one payment. Please remove something.',
    slowDown: 'Too many tries in a short time. Wait a moment, then try again.',
    busy: 'The shop is very busy now. Wait a little, then try again.',
    failed: 'The checkout could not be opened. Please try again.',
  },
};
