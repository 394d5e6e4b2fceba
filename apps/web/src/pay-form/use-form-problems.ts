import { type RefObject, useState } from 'react';
import { flushSync } from 'react-dom';
import { isExpiredAtOnce } from '../card-form/expiry.ts';
import { useAnnounce } from '../page/announcer.tsx';
import type { FieldName } from './field-name.ts';
import { type CheckedForm, checkForm, type FormProblems } from './form-problems.ts';
import { readForm } from './form-values.ts';

/** The schema wants a key, but a form that is only being checked has none yet. */
const UNSENT_KEY = '00000000-0000-4000-8000-000000000000';

/** When a field's problem is said: on leaving it and on submit, not while typing, except what no further typing cures. */
export function useFormProblems(form: RefObject<HTMLFormElement | null>, sessionId: string) {
  const [problems, setProblems] = useState<FormProblems>({});
  const announce = useAnnounce();

  function check(): CheckedForm {
    if (form.current === null) return { problems: {}, input: null };
    const values = readForm(new FormData(form.current));
    return checkForm(values, { sessionId, attemptKey: UNSENT_KEY }, new Date());
  }

  /** Shows and says one field's problem, or that it has none any more. */
  function show(field: FieldName, problem: FormProblems[FieldName]) {
    flushSync(() => setProblems((shown) => withProblem(shown, field, problem)));
    if (problem !== undefined) announce(document.getElementById(`field-${field}-note`)?.textContent ?? '');
  }

  return {
    problems,
    check,
    left(field: FieldName) {
      const now = check().problems;
      if (now[field] !== problems[field]) show(field, now[field]);
      // What a right security code is depends on the number.
      if (field === 'cardNumber' && problems.cvc !== undefined && now.cvc === undefined)
        show('cvc', undefined);
    },
    typed(field: FieldName, value: string) {
      const problem = certainProblem(field, value, check);
      if (problem !== problems[field]) show(field, problem);
    },
    /** Shows all, with the focus on the first. */
    showAll(all: FormProblems) {
      flushSync(() => setProblems(all));
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    },
  };
}

function certainProblem(field: FieldName, value: string, check: () => CheckedForm): FormProblems[FieldName] {
  if (field === 'expiry') return isExpiredAtOnce(value, new Date()) ? 'expired' : undefined;
  if (field !== 'cardNumber') return undefined;
  return check().problems.cardNumber === 'brand_not_accepted' ? 'brand_not_accepted' : undefined;
}

function withProblem(shown: FormProblems, field: FieldName, problem: FormProblems[FieldName]): FormProblems {
  const { [field]: _, ...others } = shown;
  return problem === undefined ? others : { ...others, [field]: problem };
}
