import { flushSync } from 'react-dom';
import { type Draft, fillUntouched } from './draft.ts';
import { replayTyped } from './replay-typed.ts';

let before: HTMLFormElement | null = null;

/** Remembers the form that is in the document, for the one that is drawn next. */
export function keepTypedForm(): void {
  before = document.querySelector<HTMLFormElement>('form.pay-form');
}

/**
 * Takes over what was typed into the page's form before its code was there, or before the page was drawn anew: where the form is the same
 * element, its code is only told. What was typed into another element is copied, and emptied there. Fields that nothing was typed into
 * are filled with the draft.
 */
export function takeUpTyped(form: HTMLFormElement, draft: Draft | null): void {
  const left = before === form ? null : before;
  before = null;
  // Twice: some fields appear only once others are filled.
  for (let round = 0; round < 2; round += 1) {
    if (left !== null) copyFields(left, form);
    if (draft !== null) fillUntouched(form, draft);
    flushSync(() => replayTyped(form));
  }
  for (const element of left?.elements ?? [])
    if (element instanceof HTMLInputElement && !isChoice(element)) element.value = '';
}

function copyFields(left: HTMLFormElement, form: HTMLFormElement): void {
  for (const from of left.elements) {
    for (const to of form.elements) {
      if (from instanceof HTMLInputElement && to instanceof HTMLInputElement) copyInput(from, to);
      if (from instanceof HTMLSelectElement && to instanceof HTMLSelectElement && from.name === to.name)
        to.value = from.value;
    }
  }
}

function copyInput(from: HTMLInputElement, to: HTMLInputElement): void {
  if (from.name === '' || from.name !== to.name) return;
  if (!isChoice(from)) to.value = from.value;
  else if (from.value === to.value) to.checked = from.checked;
}

function isChoice({ type }: HTMLInputElement): boolean {
  return type === 'radio' || type === 'checkbox';
}
