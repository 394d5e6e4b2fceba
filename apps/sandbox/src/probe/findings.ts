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
