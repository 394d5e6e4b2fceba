import {
  type Dialect,
  type DialectSwitch,
  dialectEntries,
  dialectSwitches,
  type SwitchName,
  triedValues,
} from '../src/domain/dialect.ts';
import { seededDraws } from '../src/random.ts';

/** Fewer than the payments that the probed account has, so that each cut page can be seen. */
export const PAYMENTS = 120;
/** What takes longer counts as slow. */
export const SLOW_MS = 3_000;

/** Beside 0: long enough for a slow machine to tell them from 0, and short enough for a test. */
const TIMES: Partial<Record<SwitchName, readonly [number, number]>> = {
  // Longer than a payment needs from its create to its confirm, which `readLagMs` delays.
  unconfirmedMs: [8_000, 12_000],
  autoConfirmMs: [2_500, 4_000],
  listLagMs: [4_000, 6_000],
  readLagMs: [1_500, 2_000],
  taxRateMs: [1.5 * SLOW_MS, 2 * SLOW_MS],
};

const always: readonly SwitchName[] = ['unconfirmedMs', 'taxRateMs'];

/** A dialect whose every switch is drawn; the same seed gives the same one. */
export function randomDialect(seed: number): Dialect {
  const draw = seededDraws(seed);
  const wholeNumber = (least: number, most: number) => least + Math.floor(draw() * (most - least + 1));
  const drawn = (name: SwitchName, each: DialectSwitch, isCut: boolean): string | number | undefined => {
    if ('answers' in each) return each.answers[wholeNumber(0, each.answers.length - 1)];
    const time = TIMES[name];
    if (time === undefined) return wholeNumber(each.least, isCut ? PAYMENTS - 1 : each.most);
    const isZero = !always.includes(name) && draw() < 0.5;
    return isZero ? 0 : wholeNumber(...time);
  };
  const largerLimit = drawn('largerLimit', dialectSwitches.largerLimit, false);
  const values = dialectEntries.map(([name, each]) => [name, drawn(name, each, largerLimit === 'cut')]);
  return { ...Object.fromEntries(values), largerLimit } as Dialect;
}

/** Dialects in which every answer of every switch occurs; `times` has the values of the switches that are numbers of milliseconds. */
export function dialectsOfEachAnswer(times: Partial<Record<SwitchName, readonly number[]>>): Dialect[] {
  const values = (name: SwitchName) => times[name] ?? triedValues(name);
  const rows = Math.max(...dialectEntries.map(([name]) => values(name).length));
  return Array.from({ length: rows }, (_, row) => {
    const drawn = dialectEntries.map(([name], index) => {
      const tried = values(name);
      return [name, tried[(row + index) % tried.length]];
    });
    return Object.fromEntries(drawn) as Dialect;
  });
}
