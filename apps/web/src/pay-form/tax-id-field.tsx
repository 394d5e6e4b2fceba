import { useState } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { useAnnounce } from '../page/announcer.tsx';
import { type OwnFieldProps, TextField } from './field.tsx';
import { loadFormRules } from './load-form-rules.ts';
import type { TaxIdOddity } from './tax-id-format.ts';
import { taxIdKind } from './tax-id-kind.ts';

type TaxIdFieldProps = OwnFieldProps & { country: string; defaultValue: string };

/** An odd form is said on leaving the field, as a hint: it is never a problem. */
export function TaxIdField({ problem, country, defaultValue }: TaxIdFieldProps) {
  const { oddTaxId, vatNumber, fields } = useMessages();
  const { isVat, name, digits } = taxIdKind(country);
  const { label } = fields.taxId;
  const announce = useAnnounce();
  const [odd, setOdd] = useState<TaxIdOddity | null>(null);
  const said = (found: TaxIdOddity) =>
    found.example === null ? oddTaxId.unusual : oddTaxId.like(found.example);

  async function left(field: HTMLInputElement) {
    const { value } = field;
    // Without the rules there is no hint.
    const rules = await loadFormRules().catch(() => null);
    if (rules === null || field.value !== value) return;
    const found = rules.taxIdOddity(value, country);
    setOdd(found);
    if (found !== null) announce(said(found));
  }

  return (
    <TextField
      name="taxId"
      problem={problem}
      label={isVat ? vatNumber : name === null ? label : `${label} (${name})`}
      // The usual one is about VAT.
      hint={odd !== null ? said(odd) : isVat ? undefined : ''}
      {...(digits ? { inputMode: 'numeric' } : {})}
      dir="ltr"
      defaultValue={defaultValue}
      autoCapitalize="characters"
      spellCheck="false"
      required
      onInput={() => setOdd(null)}
      onBlur={({ currentTarget }) => void left(currentTarget)}
    />
  );
}
