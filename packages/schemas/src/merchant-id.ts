/** What a merchant numbers, and what follows it in a name: `orderId`, `order_no`, `invoice-number`, `reference`. */
const NUMBERED: ReadonlySet<string> = new Set(
  'order invoice reference ref booking reservation cart basket shipment tracking transaction receipt ticket quote purchase customer contract subscription'.split(
    ' ',
  ),
);
const AROUND: ReadonlySet<string> = new Set(
  'id no nr number num key code merchant shop store external internal our my'.split(' '),
);

/** Whether a metadata key names one of the merchant's own numbers, and nothing else: `cardNumber` and `orderCard` do not. */
export function namesMerchantId(key: string): boolean {
  const words = key
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_.-]+/)
    .flatMap(
      (word) =>
        [...NUMBERED].find((each) => word.startsWith(each) && AROUND.has(word.slice(each.length))) ?? word,
    );
  return (
    words.some((word) => NUMBERED.has(word)) && words.every((word) => NUMBERED.has(word) || AROUND.has(word))
  );
}

/** Digits alone, as a merchant's system writes a number of its own; a card's number is mostly written with spaces, or with its expiry date. */
export const isDigitsAlone = (text: string): boolean => /^[0-9]{12,19}$/.test(text);
