import { ACCEPTED_BRANDS } from '@checkout/schemas/card-brand';
import { useMessages } from '../messages/messages-context.tsx';
import { BRAND_NAMES } from './brand-names.ts';
import { CardMark } from './card-mark.tsx';

export function AcceptedCards() {
  const { checkout } = useMessages();
  return (
    <div className="accepted-cards">
      <p className="visually-hidden">{checkout.acceptedCards}</p>
      <ul>
        {ACCEPTED_BRANDS.map((brand) => (
          <li key={brand}>
            <CardMark brand={brand} />
            <span className="visually-hidden">{BRAND_NAMES[brand]}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
