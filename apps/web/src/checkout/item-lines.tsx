import type { Currency } from '@checkout/schemas/money';
import type { ProductLine } from '@checkout/schemas/product';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { Amount } from '../page/amount.tsx';

export function ItemLines({
  items,
  currency,
}: {
  items: readonly ProductLine[];
  currency: Currency | string;
}) {
  const { summary } = useMessages();
  const formats = useFormats();
  return (
    <ul className="item-lines">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of an order never move, and may be equal
        <li key={index}>
          <span>
            <bdi>{item.name}</bdi>
            {item.quantity > 1 && (
              <span className="item-quantity">{summary.quantity(formats.number(item.quantity))}</span>
            )}
          </span>
          <Amount cents={item.price * item.quantity} currency={currency} />
        </li>
      ))}
    </ul>
  );
}
