import type { FieldProblem } from '@checkout/schemas/field-problem';
import type { Messages } from '../messages/messages.ts';
import type { FieldName } from './field-name.ts';

export type FieldTexts = {
  problem: FieldProblem | undefined;
  /** Instead of the usual hint. */
  hint?: string | undefined;
  /** Instead of the usual sentence about the problem. */
  sentence?: string | undefined;
};

/** The field's own sentence about a problem, or the general one. */
export function fieldSentence(field: FieldName, problem: FieldProblem, messages: Messages): string {
  const own: Partial<Record<FieldProblem, string>> = messages.fields[field].problems;
  return own[problem] ?? messages.problems[problem];
}
