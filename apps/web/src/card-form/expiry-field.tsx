import type { InputEvent } from 'react';
import { type OwnFieldProps, TextField } from '../pay-form/field.tsx';
import { applyEdit, editKindOf, isComposing } from './edit.ts';
import { editExpiry } from './expiry.ts';

export function ExpiryField({ problem }: OwnFieldProps) {
  function edit(event: InputEvent<HTMLInputElement>) {
    const input = event.currentTarget;
    if (isComposing(event.nativeEvent)) return;
    const caret = input.selectionStart ?? input.value.length;
    applyEdit(input, editExpiry({ value: input.value, caret }, editKindOf(event.nativeEvent)));
  }

  return (
    <TextField
      name="expiry"
      problem={problem}
      autoComplete="cc-exp"
      dir="ltr"
      inputMode="numeric"
      spellCheck={false}
      required
      onInput={edit}
    />
  );
}
