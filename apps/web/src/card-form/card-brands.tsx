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

/** Drawn by us after the marks that the brands publish, in their colours: small, and told apart by what is printed on the card. */
export function CardMark({ brand }: { brand: AcceptedBrand | null }) {
  return (
    <svg
      className={`card-mark ${brand ?? 'no-brand'}`}
      viewBox="0 0 38 24"
      aria-hidden="true"
      focusable="false"
    >
      <rect className="card-mark-ground" x="0.5" y="0.5" width="37" height="23" rx="3.5" />
      {brand === null ? NO_BRAND : DRAWINGS[brand]}
    </svg>
  );
}

const NO_BRAND = (
  <>
    <rect className="card-mark-line" x="5" y="6" width="8" height="5" rx="1.5" />
    <path className="card-mark-line" d="M5 17h6M14 17h6M23 17h6" />
  </>
);

/** In the attributes, not in the style sheet: they come with this code, and are the same in light and dark. */
const DRAWINGS: Record<AcceptedBrand, ReactNode> = {
  visa: (
    <g fill="#1434cb">
      <path d="M5 7.7h3.9c.6 0 1 .3 1.1.9l1 5.2 2.5-6.1h2.5l-4 8.8H9.5L7.5 9.5C7.3 8.7 6.3 8.3 5 8z" />
      <path d="M17.3 7.7h2.4l-1.4 8.8h-2.4zM32.4 16.5l-.3-1.4h-3.2l-.5 1.4h-2.6l3.6-8c.2-.5.6-.8 1.2-.8h2l1.9 8.8zM29.6 13.2h2.1l-.6-3z" />
      <path
        d="M26 9.1c-2.5-1.1-4.3-.2-4.2 1.1.1 1.5 3.3 1.6 3.2 3.5-.1 1.8-2.5 2.3-4.9 1.2"
        fill="none"
        stroke="#1434cb"
        strokeWidth="2.1"
        strokeLinecap="butt"
      />
    </g>
  ),
  mastercard: (
    <>
      <circle fill="#eb001b" cx="14.8" cy="12" r="7" />
      <circle fill="#f79e1b" cx="23.2" cy="12" r="7" />
      <path fill="#ff5f00" d="M19 6.4a7 7 0 0 0 0 11.2 7 7 0 0 0 0-11.2" />
    </>
  ),
  'american-express': (
    <>
      <rect fill="#006fcf" width="38" height="24" rx="4" />
      <path
        stroke="#fff"
        strokeWidth="1.7"
        strokeLinecap="butt"
        strokeLinejoin="bevel"
        d="M3.9 16l2.9-7h.6l2.9 7M5 13.6h4.2M12 16V8.9h.4l2.7 4.1 2.7-4.1h.4V16M26 8.9h-4.9v6.3H26M21.1 12h4.5M27.2 8.4l6.4 7.6M33.6 8.4L27.2 16"
      />
    </>
  ),
  discover: (
    <>
      <path fill="#ff6000" d="M37.5 13v7a3.5 3.5 0 0 1-3.5 3.5H13c10-1.6 18-5 24.5-10.5" />
      <circle fill="#ff6000" cx="19.2" cy="10" r="2.7" />
      <path
        stroke="#1b1b1b"
        strokeWidth="1.3"
        d="M3.5 8v4h.8a2 2 0 0 0 0-4zM8.1 8v4M11.9 8.3c-1.6-.7-2.1 1.1-.8 1.6s.3 2.6-1.2 1.7M16 8.4a1.9 1.9 0 1 0 0 3.2M22.7 8l1.5 4 1.5-4M29.5 8h-2.3v4h2.3M27.2 10h2M31.4 12V8h1.2c1.5 0 1.5 2.2 0 2.2h-1.2M32.5 10.2l1.5 1.8"
      />
    </>
  ),
  unionpay: (
    <>
      <path fill="#e21836" d="M9 3h8l-4 18H6.5A2 2 0 0 1 4.6 18.5L7 5a2.5 2.5 0 0 1 2-2z" />
      <path fill="#00447c" d="M16.5 3H25l-4 18h-8.5A2 2 0 0 1 11 18.5L14 5a2.5 2.5 0 0 1 2.5-2z" />
      <path
        fill="#007b84"
        d="M24.5 3H32a1.8 1.8 0 0 1 1.8 2.3L31 19a2.5 2.5 0 0 1-2.4 2H20.5A2 2 0 0 1 19 18.5L22 5a2.5 2.5 0 0 1 2.5-2z"
      />
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
