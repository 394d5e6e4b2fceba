import type { FieldProblem } from './errors.ts';

const MAX_PROBLEMS = 20;
const MAX_SENTENCE = 200;
/** Six digits or more of any script, with up to three other characters between two of them. */
const DIGIT_RUN = /\p{N}(?:\P{N}{0,3}\p{N}){5,}/gu;
const LEADING_FIELD = /^([A-Za-z][A-Za-z0-9_]{0,40}(?:\.[A-Za-z0-9_]{1,40}){0,5})(?:\s|$)/;

/** A validation sentence may quote the rejected value: removes what could be a card, and what `strip` knows. */
export function redact(text: string, strip: (text: string) => string = (same) => same): string {
  // Shortened only after replacing: a secret cut in half would not be recognised.
  return strip(text).replace(DIGIT_RUN, '[removed]').slice(0, MAX_SENTENCE);
}

/**
 * Inflow's `message` as problems. An array is documented to hold one sentence per problem, each beginning with
 * the field's name; a plain string is about the request as a whole.
 */
export function problemsFrom(message: unknown, strip?: (text: string) => string): FieldProblem[] {
  if (typeof message === 'string') return [{ field: null, message: redact(message, strip) }];
  if (!Array.isArray(message)) return [];
  return message
    .filter((sentence): sentence is string => typeof sentence === 'string')
    .slice(0, MAX_PROBLEMS)
    .map((sentence) => {
      const safe = redact(sentence, strip);
      return { field: LEADING_FIELD.exec(safe)?.[1] ?? null, message: safe };
    });
}
