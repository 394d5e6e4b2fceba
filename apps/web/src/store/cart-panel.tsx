import { subtotalOf } from '@checkout/schemas/product';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { Amount } from '../page/amount.tsx';
import { Notice } from '../page/notice.tsx';
import { type CartLine, MOST_OF_ONE } from './cart.ts';
import type { CheckOutProblem } from './use-check-out.ts';

type CartPanelProps = {
  lines: readonly CartLine[];
  busy: boolean;
  problem: CheckOutProblem | null;
  onQuantity: (sku: string, quantity: number) => void;
  onCheckOut: () => void;
};

export function CartPanel({ lines, busy, problem, onQuantity, onCheckOut }: CartPanelProps) {
  const { store } = useMessages();
  return (
    <section className="cart" aria-labelledby="cart-heading">
      <div className="cart-list">
        <h2 id="cart-heading">{store.cart}</h2>
        {lines.length === 0 ? (
          <p className="cart-empty">{store.empty}</p>
        ) : (
          <>
            <Lines lines={lines} onQuantity={onQuantity} />
            <p className="cart-note">{store.beforeTax}</p>
          </>
        )}
      </div>
      {lines.length > 0 && (
        // On a phone it stays at the lower edge until its own place is reached.
        <div className="cart-bar">
          <Subtotal lines={lines} />
          {problem !== null && (
            <Notice tone="problem" alert>
              <p>{store[problem]}</p>
            </Notice>
          )}
          <button
            type="button"
            className="button primary"
            aria-disabled={busy}
            aria-busy={busy}
            onClick={onCheckOut}
          >
            {busy ? store.checkingOut : store.checkOut}
          </button>
        </div>
      )}
    </section>
  );
}

function Lines({ lines, onQuantity }: Pick<CartPanelProps, 'lines' | 'onQuantity'>) {
  return (
    <ul className="cart-lines">
      {lines.map(({ product, quantity }) => (
        <li key={product.sku}>
          {/* Not the cell itself: a name of the other direction would stand at the cell's other end. */}
          <span>
            <bdi>{product.name}</bdi>
          </span>
          <Amount cents={product.price * quantity} currency={product.currency} />
          <QuantityStepper
            name={product.name}
            quantity={quantity}
            onQuantity={(wanted) => onQuantity(product.sku, wanted)}
          />
        </li>
      ))}
    </ul>
  );
}

function Subtotal({ lines }: Pick<CartPanelProps, 'lines'>) {
  const { store } = useMessages();
  const currency = lines[0]?.product.currency ?? 'EUR';
  const subtotal = subtotalOf(lines.map(({ product, quantity }) => ({ price: product.price, quantity })));
  return (
    <dl className="totals">
      <div className="total">
        <dt>{store.subtotal}</dt>
        <dd>
          <Amount cents={subtotal} currency={currency} />
        </dd>
      </div>
    </dl>
  );
}

type QuantityStepperProps = { name: string; quantity: number; onQuantity: (quantity: number) => void };

function QuantityStepper({ name, quantity, onQuantity }: QuantityStepperProps) {
  const { store } = useMessages();
  const formats = useFormats();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would add a legend and a border for two buttons
    <div className="stepper" role="group" aria-label={store.quantity(name)}>
      <button type="button" aria-label={store.fewer(name)} onClick={() => onQuantity(quantity - 1)}>
        −
      </button>
      <span className="stepper-count">{formats.number(quantity)}</span>
      <button
        type="button"
        aria-label={store.more(name)}
        aria-disabled={quantity >= MOST_OF_ONE}
        onClick={() => onQuantity(quantity + 1)}
      >
        +
      </button>
    </div>
  );
}
