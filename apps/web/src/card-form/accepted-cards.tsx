import { ACCEPTED_BRANDS } from '@checkout/schemas/card-brand';
import { useMessages } from '../messages/messages-context.tsx';
import { BRAND_NAMES } from './brand-names.ts';
import { CardMark } from './card-mark.tsx';

/** For those who listen, where they need it: before the fields. */
export function AcceptedCards() {
  const { checkout } = useMessages();
  return (
    <p className="visually-hidden">
      {checkout.acceptedCards(ACCEPTED_BRANDS.map((brand) => BRAND_NAMES[brand]).join(', '))}
    </p>
  );
}

/** The same for the eye. Put it after the fields: a browser can show those before it has drawn five pictures. */
export function AcceptedCardMarks() {
  return (
    <div className="accepted-cards" aria-hidden="true">
      {ACCEPTED_BRANDS.map((brand) => (
        <CardMark key={brand} brand={brand} />
      ))}
    </div>
  );
}
