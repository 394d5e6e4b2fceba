import type { CardHint } from '@checkout/schemas/card';
import { ACCEPTED_BRANDS, type AcceptedBrand } from '@checkout/schemas/card-brand';
import type { Messages } from '../messages/messages.ts';
import { useMessages } from '../messages/messages-context.tsx';

/** As the brands write themselves, in every language. */
export const BRAND_NAMES: Record<AcceptedBrand, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  'american-express': 'American Express',
  discover: 'Discover',
  unionpay: 'UnionPay',
};

export function acceptedBrand(id: string | null | undefined): AcceptedBrand | null {
  return ACCEPTED_BRANDS.find((brand) => brand === id) ?? null;
}

export function cardName({ brand: id, last4 }: CardHint, { checkout }: Messages): string {
  const brand = acceptedBrand(id);
  return brand === null ? checkout.cardWithoutBrand(last4) : checkout.cardEnding(BRAND_NAMES[brand], last4);
}

/**
 * Drawn by us after the marks that the brands publish, in their colours: small, and told apart by what is printed on the card. In a file
 * of their own, because the page works without them.
 */
export function CardMark({ brand }: { brand: AcceptedBrand | null }) {
  if (brand !== null)
    return (
      // Of low priority, because nothing waits for it; and so that the page does not preload it.
      <img
        className={`card-mark ${brand}`}
        src={`/card-marks.svg#${brand}`}
        alt=""
        width="38"
        height="24"
        fetchPriority="low"
      />
    );
  return (
    <svg className="card-mark no-brand" viewBox="0 0 38 24" aria-hidden="true" focusable="false">
      <rect x="0.5" y="0.5" width="37" height="23" rx="3.5" />
      <path d="M5 6h8v5H5zM5 17h6M14 17h6M23 17h6" />
    </svg>
  );
}

/** One picture for all five: each more is one more thing to read before the fields. */
export function AcceptedCards() {
  const { checkout } = useMessages();
  return (
    <img
      className="accepted-cards"
      src="/card-marks.svg"
      alt={checkout.acceptedCards(ACCEPTED_BRANDS.map((brand) => BRAND_NAMES[brand]).join(', '))}
      width="206"
      height="24"
      fetchPriority="low"
    />
  );
}
