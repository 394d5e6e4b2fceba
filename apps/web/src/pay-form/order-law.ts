/** Germany: § 312j BGB. Austria: § 8 FAGG. */
const COUNTRIES: ReadonlySet<string> = new Set(['DE', 'AT']);

/**
 * Whether the law of the shopper's country wants the order with its total directly above the button, and on the button nothing but words
 * that say that ordering obliges to pay. Depends on where the shopper lives, not on the language of the page.
 *
 * @param country of the bill: two letters, or empty while none is chosen
 */
export function isOrderLawOf(country: string): boolean {
  return COUNTRIES.has(country);
}
