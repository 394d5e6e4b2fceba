/**
 * Why a field of an input was refused. These are the whole vocabulary of `error.data.fieldErrors`, so that a
 * client can say it in the shopper's language, and so that no received value can ever be echoed in a message.
 */
export const FIELD_PROBLEMS = [
  'required',
  'invalid',
  'incomplete',
  'too_short',
  'too_long',
  'below_minimum',
  'above_maximum',
  'expired',
  'brand_not_accepted',
  'unknown',
  'not_allowed',
] as const;

export type FieldProblem = (typeof FIELD_PROBLEMS)[number];

/** Problems by path, for example `{ "customer.postalCode": ["required"] }`; the path of the whole input is `""`. */
export type FieldErrors = Record<string, FieldProblem[]>;

type Issue = {
  readonly code?: string | undefined;
  readonly path?: readonly PropertyKey[] | undefined;
  readonly message: string;
  readonly input?: unknown;
};

const known: ReadonlySet<string> = new Set(FIELD_PROBLEMS);

function isFieldProblem(message: string): message is FieldProblem {
  return known.has(message);
}

function problemOf(issue: Issue): FieldProblem {
  if (isFieldProblem(issue.message)) return issue.message;
  switch (issue.code) {
    case 'too_small':
      return 'too_short';
    case 'too_big':
      return 'too_long';
    case 'unrecognized_keys':
      return 'not_allowed';
    default:
      return 'invalid';
  }
}

/** Names of our own fields and indices. The keys of a record are the sender's own words, and could be anything. */
function segmentOf(key: PropertyKey): string {
  const name = String(key);
  return /^[A-Za-z0-9_-]{1,64}$/.test(name) && !/\d{6}/.test(name) ? name : '*';
}

/** Reduces the issues of a failed zod parse to our own vocabulary: only paths and codes, never a value or a message. */
export function fieldErrorsOf(issues: readonly Issue[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const issue of issues) {
    const path = (issue.path ?? []).map(segmentOf).join('.');
    const problem = problemOf(issue);
    const list = errors[path];
    if (list === undefined) errors[path] = [problem];
    else if (!list.includes(problem)) list.push(problem);
  }
  return errors;
}
