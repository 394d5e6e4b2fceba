import { cardNumberProblem } from '@checkout/schemas/card-check';
import { type RefObject, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { isExpiredAtOnce } from '../card-form/expiry.ts';
import { digitsOf } from '../card-form/text-edit.ts';
import { useAnnounce } from '../page/announcer.tsx';
import type { CheckedForm } from './check-form.ts';
import type { FormProblems } from './form-problems.ts';
import { type FieldName, readForm } from './form-values.ts';
import { loadFormRules } from './load-form-rules.ts';

/** When a field's problem is said: on leaving it and on submit, not while typing, except what no further typing cures. */
export function useFormProblems(form: RefObject<HTMLFormElement | null>) {
  const [problems, setProblems] = useState<FormProblems>({});
  // What is shown by the time that a check has come, not when it began.
  const shown = useRef(problems);
  shown.current = problems;
  const announce = useAnnounce();
  // Of the issuer: the rules of the form know nothing of it, so it stays until the field is typed into.
  const declined = useRef<FieldName>(undefined);

  /** Of the form as it is when this is called. Rejects when the rules could not be loaded. */
  async function check(): Promise<CheckedForm> {
    if (form.current === null) return { problems: {}, input: null };
    const values = readForm(new FormData(form.current));
    const { checkForm } = await loadFormRules();
    return checkForm(values, new Date());
  }

  /** Shows and says one field's problem, or that it has none any more. */
  function show(field: FieldName, problem: FormProblems[FieldName]) {
    flushSync(() => setProblems((shown) => withProblem(shown, field, problem)));
    if (problem !== undefined) announce(document.getElementById(`field-${field}-note`)?.textContent ?? '');
  }

  return {
    problems,
    check,
    async left(field: FieldName) {
      // Without the rules nothing can be said yet; the submit will say it.
      const now = (await check().catch(() => null))?.problems;
      if (now === undefined) return;
      const stays = declined.current === field && now[field] === undefined;
      if (now[field] !== shown.current[field] && !stays) show(field, now[field]);
      // What a right security code is depends on the number.
      if (field === 'cardNumber' && shown.current.cvc !== undefined && now.cvc === undefined)
        show('cvc', undefined);
    },
    typed(field: FieldName, value: string) {
      if (declined.current === field) declined.current = undefined;
      const problem = certainProblem(field, value);
      if (problem !== problems[field]) show(field, problem);
    },
    /** What a decline was about, with the focus on it. False where that field is not asked for. */
    decline(field: FieldName, problem: FormProblems[FieldName]): boolean {
      const input = form.current?.elements.namedItem(field);
      if (!(input instanceof HTMLElement)) return false;
      declined.current = field;
      flushSync(() => setProblems({ [field]: problem }));
      input.focus();
      return true;
    },
    /** Shows all, with the focus on the first. */
    showAll(all: FormProblems) {
      declined.current = undefined;
      flushSync(() => setProblems(all));
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    },
  };
}

function certainProblem(field: FieldName, value: string): FormProblems[FieldName] {
  if (field === 'expiry') return isExpiredAtOnce(value, new Date()) ? 'expired' : undefined;
  if (field !== 'cardNumber') return undefined;
  return cardNumberProblem(digitsOf(value)) === 'brand_not_accepted' ? 'brand_not_accepted' : undefined;
}

function withProblem(shown: FormProblems, field: FieldName, problem: FormProblems[FieldName]): FormProblems {
  const { [field]: _, ...others } = shown;
  return problem === undefined ? others : { ...others, [field]: problem };
}
