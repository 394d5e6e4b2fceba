import type { Currency } from '@checkout/schemas/money';
import type { SessionLine } from '@checkout/schemas/product';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { Amount } from '../page/amount.tsx';

type ItemLinesProps = {
  items: readonly SessionLine[];
  currency: Currency | string;
};

export function ItemLines({ items, currency }: ItemLinesProps) {
  const { summary } = useMessages();
  const formats = useFormats();
  const pictured = items.some(({ imageUrl }) => imageUrl !== undefined);
  return (
    <ul className={pictured ? 'item-lines pictured' : 'item-lines'}>
      {items.map(({ name, price, quantity, imageUrl }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of an order never move, and may be equal
        <li key={index}>
          {imageUrl !== undefined && (
            // The name beside it says what it shows; where it cannot be had, its place stays empty.
            <img src={imageUrl} alt="" width="48" height="48" loading="lazy" decoding="async" />
          )}
          <span className="item-name">
            <bdi>{name}</bdi>
            {quantity > 1 && (
              <span className="item-quantity">
                {summary.quantity(formats.number(quantity))}
                <bdi>{summary.each(formats.money(price, currency))}</bdi>
              </span>
            )}
          </span>
          <Amount cents={price * quantity} currency={currency} />
        </li>
      ))}
    </ul>
  );
}
