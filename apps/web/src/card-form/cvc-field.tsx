import type { CardBrand } from '@checkout/schemas/card-brand';
import type { InputEvent } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { type OwnFieldProps, TextField } from '../pay-form/field.tsx';
import { applyEdit, digitsOf, editKindOf, focusNext, isComposing } from './text-edit.ts';

const USUAL_LENGTH = 3;
const LONGEST = 4;

export function CvcField({ problem, brand }: OwnFieldProps & { brand: CardBrand | null }) {
  const { card } = useMessages();
  const length = brand?.cvcLength ?? LONGEST;

  function edit(event: InputEvent<HTMLInputElement>) {
    const input = event.currentTarget;
    if (isComposing(event.nativeEvent)) return;
    const value = digitsOf(input.value).slice(0, length);
    applyEdit(input, { value, caret: Math.min(input.selectionStart ?? value.length, value.length) });
    if (editKindOf(event.nativeEvent) === 'insert' && value.length === brand?.cvcLength)
      focusNext(input, 'name');
  }

  return (
    <TextField
      name="cvc"
      className="cvc"
      joined
      problem={problem}
      hint={(brand?.cvcLength ?? USUAL_LENGTH) === LONGEST ? card.cvcFour : undefined}
      autoComplete="cc-csc"
      dir="ltr"
      inputMode="numeric"
      spellCheck="false"
      required
      onInput={edit}
    />
  );
}
