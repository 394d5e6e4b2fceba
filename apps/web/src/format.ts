import { memoize } from './memoize.ts';

/** Everything that depends on the shopper's locale and is not a sentence. */
export type Formats = {
  readonly locale: string;
  /** From the currency's smallest unit: `money(5999, 'EUR')` is €59.99. */
  money(cents: number, currency: string): string;
  /** From percent: `percent(20)` is 20%. */
  percent(rate: number): string;
  /** From ISO 8601. */
  dateTime(iso: string): string;
  number(count: number): string;
  /** `inSeconds(25)` is “in 25 seconds”; from two minutes on, in whole minutes. */
  inSeconds(seconds: number): string;
};

/** What was written before, by what was asked. */
export type Written = Record<string, string>;

/**
 * Formats that take from `written` what it has, and add to it what it has not. A browser's first use of `Intl` takes
 * longer than all the rest of taking over a page (30 ms on a desk, four times that on a phone), and may write otherwise
 * than the server did: what the page came with is not worked out again. A date is, because its time zone is the browser's.
 */
export function formatsWith(written: Written, formats: Formats): Formats {
  const once = (asked: string, write: () => string) => {
    written[asked] ??= write();
    return written[asked];
  };
  return {
    ...formats,
    money: (cents, currency) => once(`${cents} ${currency}`, () => formats.money(cents, currency)),
    percent: (rate) => once(`${rate} %`, () => formats.percent(rate)),
    number: (count) => once(`${count}`, () => formats.number(count)),
  };
}

/** One for each locale, for all requests. */
export const formatsOf = memoize(createFormats);

function createFormats(locale: string): Formats {
  const percents = lazily(
    () => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 }),
  );
  const dates = lazily(() => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }));
  const numbers = lazily(() => new Intl.NumberFormat(locale));
  const from = lazily(() => new Intl.RelativeTimeFormat(locale));
  const currency = memoize((code) => moneyFormat(locale, code));

  return {
    locale,
    money: (cents, code) => currency(code)(cents),
    percent: (rate) => percents().format(rate / 100),
    dateTime(iso) {
      const date = new Date(iso);
      return Number.isNaN(date.getTime()) ? '' : dates().format(date);
    },
    number: (count) => numbers().format(count),
    inSeconds: (seconds) =>
      seconds < 120 ? from().format(seconds, 'second') : from().format(Math.ceil(seconds / 60), 'minute'),
  };
}

/** Made when it is first needed. */
function lazily<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function moneyFormat(locale: string, currency: string): (cents: number) => string {
  // Intl throws for a code that is not three letters, and a payment's currency is an open value.
  if (!/^[A-Za-z]{3}$/.test(currency)) return (cents) => `${cents} ${currency}`;
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  // Not every currency has hundredths.
  const unit = 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
  return (cents) => format.format(cents / unit);
}
