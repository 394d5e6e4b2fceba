import { stripVTControlCharacters } from 'node:util';
import { type DialectSwitch, dialectEntries, dialectSwitches } from '../src/domain/dialect.ts';
import { readDialect } from '../src/domain/dialect-input.ts';
import type { OpenPoint } from './contract-open.suite.ts';

type TestError = { readonly message: string; readonly diff?: string | undefined };
type Failure = { readonly test: string; readonly errors: readonly TestError[] };
type Answer = { readonly name: string; readonly value: string | number; readonly seen: string | undefined };

export type ContractReport = {
  readonly openPoint: OpenPoint;
  /** What each open point was seen as; of a point that was asked twice, the last. */
  answers(): Readonly<Record<string, string | number>>;
  /** A test that failed, and why. */
  failed(test: string, errors: readonly TestError[]): void;
  /** For a reader who has never seen it. */
  text(host: string): string;
};

/** Of a difference, so many lines of what was expected and what was seen. */
const MOST_LINES = 12;

function reasonOf({ message, diff }: TestError): string[] {
  const changed = stripVTControlCharacters(diff ?? '')
    .split('\n')
    .filter((line) => /^[-+] /.test(line))
    .slice(2);
  const [sentence = ''] = stripVTControlCharacters(message).split('\n');
  return [`  ${sentence}`, ...changed.slice(0, MOST_LINES).map((line) => `    ${line}`)];
}

const linesOfFailure = ({ test, errors }: Failure): string[] => [test, ...errors.flatMap(reasonOf)];

/** By the words of contract-calls.ts; another failure, such as a host that does not respond, is no difference. */
const fromDocumentation = /^differs from the documentation/;
const fromInferred = /^differs from what was inferred/;
const is = (failure: Failure, words: RegExp): boolean =>
  failure.errors.some(({ message }) => words.test(message));

function isKnown(name: string, value: string | number): boolean {
  try {
    return Object.keys(readDialect({ [name]: value })).length > 0;
  } catch {
    return false;
  }
}

const switches: Readonly<Record<string, DialectSwitch>> = dialectSwitches;

function defaultText(name: string, value: string | number): string {
  const each = switches[name];
  if (each === undefined) return 'no switch of this sandbox';
  const usual = 'answers' in each ? each.answers[0] : each.default;
  return usual === value ? 'the default of this sandbox' : `the default of this sandbox is ${usual}`;
}

const lineOf = ({ name, value, seen }: Answer): string => {
  const how = isKnown(name, value) ? 'open point answered' : 'open point answered in a new way';
  return `${how}: ${name} = ${value} (${[defaultText(name, value), seen].filter(Boolean).join('; ')})`;
};

const section = (title: string, lines: readonly string[]): string =>
  [`${title}: ${lines.length === 0 ? 'none' : ''}`.trimEnd(), ...lines.map((line) => `  ${line}`)].join('\n');

/** What a run of the contract suite has found out of a host. */
export function createContractReport(): ContractReport {
  const answers: Answer[] = [];
  const failures: Failure[] = [];
  return {
    openPoint(name, value, seen) {
      answers.push({ name, value, seen });
    },
    answers: () => Object.fromEntries(answers.map(({ name, value }) => [name, value])),
    failed(test, errors) {
      failures.push({ test, errors });
    },
    text(host) {
      const isNew = ({ name, value }: Answer) => !isKnown(name, value);
      const asked = new Set(answers.map(({ name }) => name));
      const unasked = dialectEntries.map(([name]) => name).filter((name) => !asked.has(name));
      const isOther = (each: Failure) => !is(each, fromDocumentation) && !is(each, fromInferred);
      const failed = (isKind: (each: Failure) => boolean) => failures.filter(isKind).flatMap(linesOfFailure);
      return [
        `Inflow's contract at ${host}, ${new Date().toISOString()}`,
        section(
          'Differs from the documentation (- expected, + seen)',
          failed((each) => is(each, fromDocumentation)),
        ),
        section(
          'Differs from what was inferred (- expected, + seen)',
          failed((each) => is(each, fromInferred)),
        ),
        section('Could not be checked', failed(isOther)),
        section('Open points answered', answers.filter((each) => !isNew(each)).map(lineOf)),
        section(
          'Open points answered in a new way, which this sandbox cannot imitate',
          answers.filter(isNew).map(lineOf),
        ),
        section('Open points without an answer here; the probe may find one', unasked),
      ]
        .join('\n\n')
        .concat('\n');
    },
  };
}
