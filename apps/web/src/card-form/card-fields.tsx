import type { CardBrand } from '@checkout/schemas/card-brand';
import { useLayoutEffect, useRef, useState } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { TextField } from '../pay-form/field.tsx';
import type { FormProblems } from '../pay-form/form-problems.ts';
import { CardNumberField } from './card-number-field.tsx';
import { CvcField } from './cvc-field.tsx';
import { ExpiryField } from './expiry-field.tsx';

type CardFieldsProps = {
  problems: FormProblems;
  mayBeSaved: boolean;
  /** What the name on the card begins with. */
  name: string;
};

/** Remount it (by `key`) to forget what was typed: the fields that go are emptied first, because something may still hold them. */
export function CardFields({ problems, mayBeSaved, ...first }: CardFieldsProps) {
  const { checkout } = useMessages();
  const [name] = useState(first.name);
  const [brand, setBrand] = useState<CardBrand | null>(null);
  const fields = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const typed = fields.current?.querySelectorAll<HTMLInputElement>('input:not([type="checkbox"])') ?? [];
    return () => {
      for (const input of typed) input.value = '';
    };
  }, []);
  return (
    <div ref={fields} className="field-grid">
      <CardNumberField
        problem={problems.cardNumber}
        brand={brand}
        // Most digits leave the brand as it was; then there is nothing to draw anew.
        onBrand={(now) => setBrand((shown) => (shown?.id === now?.id ? shown : now))}
      />
      <ExpiryField problem={problems.expiry} />
      <CvcField problem={problems.cvc} brand={brand} />
      <TextField
        name="name"
        className="whole"
        problem={problems.name}
        defaultValue={name}
        autoComplete="cc-name"
        autoCapitalize="words"
        spellCheck="false"
      />
      {mayBeSaved && (
        <div className="check whole">
          <input type="checkbox" id="field-save" name="save" aria-describedby="field-save-note" />
          <label htmlFor="field-save">{checkout.save}</label>
          <p id="field-save-note" className="field-note">
            {checkout.saveConsent}
          </p>
        </div>
      )}
    </div>
  );
}
