import { useState } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { useAnnounce } from '../page/announcer.tsx';
import { type OwnFieldProps, TextField } from './field.tsx';
import { loadFormRules } from './load-form-rules.ts';

type EmailFieldProps = OwnFieldProps & { defaultValue: string; readOnly: boolean };

/** A likely slip is said on leaving the field, with a way to correct it: it is never a problem. */
export function EmailField({ problem, defaultValue, readOnly }: EmailFieldProps) {
  const { didYouMean } = useMessages();
  const announce = useAnnounce();
  const [meant, setMeant] = useState<string | null>(null);

  async function left(field: HTMLInputElement) {
    const { value } = field;
    // Without the rules there is no hint.
    const rules = await loadFormRules().catch(() => null);
    if (rules === null || field.readOnly || field.value !== value) return;
    const found = rules.likelyEmail(value);
    setMeant(found);
    if (found !== null) announce(didYouMean(found));
  }

  function correct(button: HTMLButtonElement, address: string) {
    const field = button.form?.elements.namedItem('email');
    // It is, while a payment is on its way.
    if (!(field instanceof HTMLInputElement) || field.readOnly) return;
    field.focus();
    field.value = address;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  return (
    <TextField
      name="email"
      problem={problem}
      hint={
        meant === null ? undefined : (
          <button
            type="button"
            className="link-button"
            onClick={({ currentTarget }) => correct(currentTarget, meant)}
          >
            {didYouMean(meant)}
          </button>
        )
      }
      type="email"
      dir="ltr"
      autoComplete="email"
      inputMode="email"
      autoCapitalize="none"
      spellCheck="false"
      required
      defaultValue={defaultValue}
      readOnly={readOnly}
      onInput={() => setMeant(null)}
      onBlur={({ currentTarget }) => void left(currentTarget)}
    />
  );
}
