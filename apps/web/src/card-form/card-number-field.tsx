import { brandOf, type CardBrand } from '@checkout/schemas/card-brand';
import { type CompositionEvent, type InputEvent, type KeyboardEvent, useEffect, useState } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { type OwnFieldProps, TextField } from '../pay-form/field.tsx';
import { acceptedBrand, CardMark } from './card-brands.tsx';
import { editCardNumber, isNumberComplete } from './card-number.ts';
import { createEditHistory, historyStepOf } from './edit-history.ts';
import { applyEdit, digitsOf, editKindOf, focusNext, isComposing } from './text-edit.ts';

type CardNumberFieldProps = OwnFieldProps & {
  brand: CardBrand | null;
  onBrand: (brand: CardBrand | null) => void;
};

/**
 * Groups the digits while they are typed. The number stays in the input and in the history behind its undo: not in React's
 * state or refs, which its developer tools show.
 */
export function CardNumberField({ problem, brand, onBrand }: CardNumberFieldProps) {
  const { card } = useMessages();
  const [history] = useState(createEditHistory);
  useEffect(() => history.forget, [history]);

  function edit(event: InputEvent<HTMLInputElement> | CompositionEvent<HTMLInputElement>) {
    const input = event.currentTarget;
    onBrand(brandOf(digitsOf(input.value)));
    // An input method is still at work on this text; changing it now would break its composition.
    if (isComposing(event.nativeEvent)) return;
    const caret = input.selectionStart ?? input.value.length;
    const kind = editKindOf(event.nativeEvent);
    applyEdit(
      input,
      editCardNumber({ value: input.value, caret }, { before: history.current().value, kind }),
    );
    history.record({ value: input.value, caret: input.selectionStart ?? input.value.length });
    if (kind === 'insert' && isNumberComplete(digitsOf(input.value))) focusNext(input, 'expiry');
  }

  function step(event: KeyboardEvent<HTMLInputElement>) {
    const wanted = historyStepOf(event);
    if (wanted === null) return;
    event.preventDefault();
    const edit = wanted === 'undo' ? history.undo() : history.redo();
    if (edit === null) return;
    applyEdit(event.currentTarget, edit);
    // Tells the form, and every other listener, as the browser's own undo would.
    event.currentTarget.dispatchEvent(new Event('input', { bubbles: true }));
  }

  const sentence =
    problem !== 'brand_not_accepted'
      ? undefined
      : brand === null
        ? card.unknownBrandNotAccepted
        : card.brandNotAccepted(brand.name);

  return (
    <TextField
      name="cardNumber"
      className="card-number"
      joined
      placeholder="1234 1234 1234 1234"
      problem={problem}
      sentence={sentence}
      autoComplete="cc-number"
      dir="ltr"
      inputMode="numeric"
      spellCheck="false"
      required
      onInput={edit}
      onKeyDown={step}
      onCompositionEnd={edit}
      adornment={<CardMark brand={acceptedBrand(brand?.id)} />}
    />
  );
}
