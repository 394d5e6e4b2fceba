import { SIGN_IN_PROBLEMS } from '@checkout/schemas/console-session';

export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number];

/** As the server puts it into the address of this page; null for what is none. */
export function signInProblemOf(value: unknown): SignInProblem | null {
  return SIGN_IN_PROBLEMS.find((problem) => problem === value) ?? null;
}
