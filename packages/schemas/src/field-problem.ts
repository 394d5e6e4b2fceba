/**
 * Why a field of an input was refused. `error.data.fieldErrors` uses these words only, so that a client can translate
 * them, and so that no received value is echoed in a message.
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

/** Problems by path, for example `{ "customer.postalCode": ["required"] }`. The path of the whole input is `""`. */
export type FieldErrors = Record<string, FieldProblem[]>;

type Issue = {
  readonly code?: string | undefined;
  readonly path?: readonly PropertyKey[] | undefined;
  readonly message: string;
  readonly input?: unknown;
  /** Of `unrecognized_keys`. */
  readonly keys?: readonly string[] | undefined;
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

/** Keeps the names of our fields and array indices. A record's keys are chosen by the sender and become `*` when unsafe. */
function segmentOf(key: PropertyKey): string {
  const name = String(key);
  return /^[A-Za-z0-9_-]{1,64}$/.test(name) && !/\d{6}/.test(name) ? name : '*';
}

/** Reduces the issues of a failed zod parse to paths and our own words: never a value or zod's message. */
export function fieldErrorsOf(issues: readonly Issue[]): FieldErrors {
  // A map, because a sender may name a key `toString`.
  const errors = new Map<string, FieldProblem[]>();
  for (const issue of issues) {
    const problem = problemOf(issue);
    for (const path of pathsOf(issue)) {
      const list = errors.get(path) ?? [];
      if (!list.includes(problem)) list.push(problem);
      errors.set(path, list);
    }
  }
  return Object.fromEntries(errors);
}

/** An unknown key is named itself, not the object that it is in. */
function pathsOf({ path = [], keys }: Issue): string[] {
  const paths = keys === undefined ? [path] : keys.map((key) => [...path, key]);
  return paths.map((each) => each.map(segmentOf).join('.'));
}
