import type { CardHint } from '@checkout/schemas/card';
import { ACCEPTED_BRANDS, type AcceptedBrand } from '@checkout/schemas/card-brand';
import type { ReactNode } from 'react';
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

/** Our own plain drawings, not the brands' artwork: enough to recognise a card by. */
export function CardMark({ brand }: { brand: AcceptedBrand | null }) {
  return (
    <svg
      className={`card-mark ${brand ?? 'no-brand'}`}
      viewBox="0 0 38 24"
      aria-hidden="true"
      focusable="false"
    >
      <rect className="card-mark-ground" x="0.5" y="0.5" width="37" height="23" rx="4" />
      {brand === null ? NO_BRAND : DRAWINGS[brand]}
    </svg>
  );
}

const NO_BRAND = (
  <>
    <rect className="card-mark-line" x="5" y="6" width="8" height="5" rx="1.5" />
    <path className="card-mark-stroke" d="M5 17h6M14 17h6M23 17h6" />
  </>
);

const DRAWINGS: Record<AcceptedBrand, ReactNode> = {
  visa: (
    <path
      className="card-mark-visa"
      d="M9 8l2.6 8h1.3l3.3-8M18.5 8l-1.3 8M25 9c-3.6-1.5-5 1.2-2.6 2.6 2.8 1.6 1 4.4-2.4 2.9M27 16l3.4-8h.8l1.6 8M28.3 13.6h3.8"
    />
  ),
  mastercard: (
    <>
      <circle className="card-mark-red" cx="15.5" cy="12" r="6.5" />
      <circle className="card-mark-amber" cx="22.5" cy="12" r="6.5" />
    </>
  ),
  'american-express': (
    <>
      <rect className="card-mark-blue" x="4" y="5" width="30" height="14" rx="2" />
      <path
        className="card-mark-white"
        d="M7 15l2.3-6h.6l2.3 6M7.9 13.3h3.4M14 15V9l2.8 4 2.8-4v6M26 9h-4v6h4M22 12h3.4M27.6 9l4 6M31.6 9l-4 6"
      />
    </>
  ),
  discover: (
    <>
      <path className="card-mark-orange-line" d="M6 19.5C16 19 28 16 33 10.5" />
      <circle className="card-mark-orange" cx="19" cy="10" r="4.5" />
      <path className="card-mark-stroke" d="M6 10h5M27 10h5" />
    </>
  ),
  unionpay: (
    <>
      <path className="card-mark-red" d="M8 5h8l-3 14H5z" />
      <path className="card-mark-blue" d="M16 5h8l-3 14h-8z" />
      <path className="card-mark-teal" d="M24 5h9l-3 14h-9z" />
    </>
  ),
};

/** For screen readers: before the fields, where it is needed. */
export function AcceptedCards() {
  const { checkout } = useMessages();
  return (
    <p className="visually-hidden">
      {checkout.acceptedCards(ACCEPTED_BRANDS.map((brand) => BRAND_NAMES[brand]).join(', '))}
    </p>
  );
}

/** The same as pictures. Put it after the fields: a browser can show those before it has drawn five pictures. */
export function AcceptedCardMarks() {
  return (
    <div className="accepted-cards" aria-hidden="true">
      {ACCEPTED_BRANDS.map((brand) => (
        <CardMark key={brand} brand={brand} />
      ))}
    </div>
  );
}
