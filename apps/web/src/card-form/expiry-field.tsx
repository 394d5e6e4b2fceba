import type { InputEvent } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { type OwnFieldProps, TextField } from '../pay-form/field.tsx';
import { editExpiry, isExpiryComplete } from './expiry.ts';
import { applyEdit, editKindOf, focusNext, isComposing } from './text-edit.ts';

export function ExpiryField({ problem }: OwnFieldProps) {
  const { card } = useMessages();

  function edit(event: InputEvent<HTMLInputElement>) {
    const input = event.currentTarget;
    if (isComposing(event.nativeEvent)) return;
    const caret = input.selectionStart ?? input.value.length;
    const kind = editKindOf(event.nativeEvent);
    applyEdit(input, editExpiry({ value: input.value, caret }, kind));
    if (kind === 'insert' && isExpiryComplete(input.value, new Date())) focusNext(input, 'cvc');
  }

  return (
    <TextField
      name="expiry"
      className="expiry"
      joined
      placeholder={card.expiryForm}
      problem={problem}
      autoComplete="cc-exp"
      dir="ltr"
      inputMode="numeric"
      spellCheck="false"
      required
      onInput={edit}
    />
  );
}
