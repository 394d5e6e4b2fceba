import { type RefObject, useEffect } from 'react';
import { requestRedraw } from '../page/redraw.ts';

/** A program that fills a field by its value alone leaves no other sign. */
const LOOK_EVERY_MS = 1_000;
const SIGNS = ['focusin', 'focusout', 'pointerdown', 'change', 'submit', 'visibilitychange'] as const;

/**
 * Follows fields that were filled without an `input` event: autofillers and password managers fire `change` alone, or nothing. `follow`
 * reads the form again, and is called often.
 */
export function useUntoldChanges(form: RefObject<HTMLFormElement | null>, follow: () => void): void {
  useEffect(() => {
    const own = form.current;
    if (own === null) return;

    function changed({ target }: Event) {
      // As the browser itself would have, so that each field formats its text and takes its problem back.
      target?.dispatchEvent(new Event('input', { bubbles: true }));
    }
    function look() {
      // Another form stands in its place, which no code listens to.
      if (own?.isConnected === false) requestRedraw();
      else follow();
    }
    own.addEventListener('change', changed);
    for (const sign of SIGNS) document.addEventListener(sign, look, true);
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      own.removeEventListener('change', changed);
      for (const sign of SIGNS) document.removeEventListener(sign, look, true);
      clearInterval(timer);
    };
  }, [form, follow]);
}
