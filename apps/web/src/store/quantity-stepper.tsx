import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { MOST_OF_ONE } from './cart.ts';

type QuantityStepperProps = { name: string; quantity: number; onQuantity: (quantity: number) => void };

export function QuantityStepper({ name, quantity, onQuantity }: QuantityStepperProps) {
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
