import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Fields that cannot be changed while what they held is on its way. All keep their values. Text fields are read-only, so that the focus stays
 * where it was; the other controls know no such state and are inert, and the focus goes from them to the button, which says what goes on.
 */
export function useLockedFields(form: RefObject<HTMLFormElement | null>, locked: boolean): void {
  const unlock = useRef<(() => void)[]>([]);
  // After each drawing: fields may have been drawn anew.
  useLayoutEffect(() => {
    if (!locked) {
      for (const open of unlock.current.splice(0)) open();
      return;
    }
    for (const field of form.current?.elements ?? []) {
      if (field instanceof HTMLInputElement && field.type !== 'checkbox' && field.type !== 'radio') {
        if (field.readOnly) continue;
        field.readOnly = true;
        unlock.current.push(() => {
          field.readOnly = false;
        });
      } else if (!(field instanceof HTMLButtonElement) && !field.hasAttribute('inert')) {
        if (field === document.activeElement) form.current?.querySelector<HTMLElement>('.pay')?.focus();
        field.setAttribute('inert', '');
        unlock.current.push(() => field.removeAttribute('inert'));
      }
    }
  });
}
