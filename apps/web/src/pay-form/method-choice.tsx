import type { CardHint } from '@checkout/schemas/card';
import { acceptedBrand, BRAND_NAMES, CardMark } from '../card-form/card-brands.tsx';
import type { Messages } from '../messages/messages.ts';
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
          {savedCardName(hint, messages)}
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

function savedCardName(hint: CardHint | null, { checkout }: Messages): string {
  if (hint === null) return checkout.savedUnknown;
  const brand = acceptedBrand(hint.brand);
  return brand === null
    ? checkout.cardWithoutBrand(hint.last4)
    : checkout.cardEnding(BRAND_NAMES[brand], hint.last4);
}
