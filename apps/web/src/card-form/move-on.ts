import type { FieldName } from '../pay-form/field-name.ts';

/**
 * From a field that is whole to the next one, when the shopper typed at its end and the next is still empty. After
 * the current event, so that everybody has heard of what was typed before the field is left.
 */
export function moveOn(from: HTMLInputElement, to: FieldName): void {
  if (from.selectionStart !== from.value.length || from.ownerDocument.activeElement !== from) return;
  queueMicrotask(() => {
    const next = from.form?.elements.namedItem(to);
    if (next instanceof HTMLInputElement && next.value === '') next.focus();
  });
}
