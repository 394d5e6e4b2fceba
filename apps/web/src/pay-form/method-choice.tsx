import type { CardHint } from '@checkout/schemas/card';
import { acceptedBrand, CardMark, cardName } from '../card-form/card-brands.tsx';
import { useMessages } from '../messages/messages-context.tsx';
import type { FormValues } from './form-values.ts';

type MethodChoiceProps = {
  hint: CardHint | null;
  method: FormValues['method'];
  onMethod: (method: FormValues['method']) => void;
};

/** Offered only in a session that allows the saved card. */
export function MethodChoice({ hint, method, onMethod }: MethodChoiceProps) {
  const messages = useMessages();
  return (
    <fieldset className="choices">
      <legend className="visually-hidden">{messages.checkout.payment}</legend>
      <div className="choice">
        <input
          type="radio"
          id="method-saved"
          name="method"
          value="saved"
          defaultChecked={method === 'saved'}
          onInput={() => onMethod('saved')}
          aria-describedby="method-saved-note"
        />
        <label htmlFor="method-saved">{messages.checkout.saved}</label>
        <span id="method-saved-note" className="choice-note">
          <CardMark brand={acceptedBrand(hint?.brand)} />
          {hint === null ? messages.checkout.savedUnknown : cardName(hint, messages)}
        </span>
      </div>
      <div className="choice">
        <input
          type="radio"
          id="method-card"
          name="method"
          value="card"
          defaultChecked={method === 'card'}
          onInput={() => onMethod('card')}
        />
        <label htmlFor="method-card">{messages.checkout.another}</label>
      </div>
    </fieldset>
  );
}
