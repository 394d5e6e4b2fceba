import { type Dialect, defaultDialect, dialectEntries, type SwitchName } from '../domain/dialect.ts';

/** What a probe has learned of one switch. */
export type Finding =
  | { readonly name: SwitchName; readonly value: string | number; readonly seen: string }
  | { readonly name: SwitchName; readonly notObserved: string };

export const found = <Name extends SwitchName>(name: Name, value: Dialect[Name], seen: string): Finding => ({
  name,
  value,
  seen,
});
export const notObserved = (name: SwitchName, why: string): Finding => ({ name, notObserved: why });

/** A finding if the reply has one of these statuses, each of which is the answer of its name. */
export function statusOf<Name extends 'confirmStatus' | 'confirmAgain' | 'refundAgain' | 'otherHost'>(
  name: Name,
  { status }: { readonly status: number },
  answers: readonly (Dialect[Name] & `${number}`)[],
): Finding {
  const seen = `HTTP ${status}`;
  const answer = answers.find((each) => each === String(status));
  return answer === undefined ? notObserved(name, seen) : found(name, answer, seen);
}

/** Measured times are rounded up to a quarter of a second: they hold a request each. */
export const roundedUp = (ms: number): number => Math.ceil(ms / 250) * 250;

/** The file of answers. The sandbox replays it: `--dialect FILE`. Neither a key nor a card is in it. */
export type Answers = {
  readonly probedAt: string;
  readonly host: string;
  readonly answers: Readonly<Record<string, string | number>>;
  readonly notObserved: Readonly<Record<string, string>>;
  readonly seen: Readonly<Record<string, string>>;
};

export function answersOf(findings: readonly Finding[], host: string, at: Date): Answers {
  const observed = findings.filter((each) => 'value' in each);
  return {
    probedAt: at.toISOString(),
    host,
    answers: Object.fromEntries(observed.map(({ name, value }) => [name, value])),
    notObserved: Object.fromEntries(
      findings.flatMap((each) => ('value' in each ? [] : [[each.name, each.notObserved] as const])),
    ),
    seen: Object.fromEntries(observed.map(({ name, seen }) => [name, seen])),
  };
}

/** One line for each switch, for a reader who has never seen them. */
export function linesOf({ answers, notObserved: unknown }: Answers): string[] {
  return dialectEntries.map(([name]) => {
    const value = answers[name];
    const [text, verdict] =
      value === undefined
        ? ['–', `not observed: ${unknown[name] ?? 'not probed'}`]
        : [
            String(value),
            value === defaultDialect[name]
              ? 'open point answered'
              : `open point answered; the sandbox’s default is ${defaultDialect[name]}`,
          ];
    return `${name.padEnd(18)} ${text.padEnd(18)} ${verdict}`;
  });
}
