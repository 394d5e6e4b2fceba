import { withAsciiDigits } from '@checkout/schemas/digits';
import type { FieldName } from '../pay-form/form-values.ts';

/** The decimal digits in a text, as ASCII: keyboards, scanners and pastes bring those of any script. */
export function digitsOf(text: string): string {
  return withAsciiDigits(text).replace(/\D/g, '');
}

/** What a text field holds after an edit, and where its caret stands. */
export type Edit = { readonly value: string; readonly caret: number };

export type EditKind = 'insert' | 'deleteBackward' | 'deleteForward' | 'other';

/** From `InputEvent.inputType`; autofill sends events without one. */
export function editKindOf(event: Event): EditKind {
  const inputType = 'inputType' in event && typeof event.inputType === 'string' ? event.inputType : '';
  if (inputType === 'insertText' || inputType === 'insertCompositionText') return 'insert';
  if (inputType.startsWith('delete'))
    return inputType.endsWith('Forward') ? 'deleteForward' : 'deleteBackward';
  return 'other';
}

export function isComposing(event: Event): boolean {
  return 'isComposing' in event && event.isComposing === true;
}

/** Writes only what differs: assigning an equal value would move the caret and empty the undo history for nothing. */
export function applyEdit(input: HTMLInputElement, edit: Edit): void {
  if (input.value === edit.value) return;
  input.value = edit.value;
  if (input.ownerDocument.activeElement === input) input.setSelectionRange(edit.caret, edit.caret);
}

/**
 * From a field that is complete to the next one, when the shopper typed at its end and the next is still empty. After
 * the current event, so that all its handlers run before the field is left.
 */
export function focusNext(from: HTMLInputElement, to: FieldName): void {
  if (from.selectionStart !== from.value.length || from.ownerDocument.activeElement !== from) return;
  queueMicrotask(() => {
    const next = from.form?.elements.namedItem(to);
    if (next instanceof HTMLInputElement && next.value === '') next.focus();
  });
}
