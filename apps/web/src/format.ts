import { remembered } from './remembered.ts';

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

/** Making them is slow, and the same for everybody who has this locale. */
export const formatsOf = remembered(createFormats);

function createFormats(locale: string): Formats {
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  const numbers = new Intl.NumberFormat(locale);
  const from = new Intl.RelativeTimeFormat(locale);
  const currencies = new Map<string, (cents: number) => string>();

  return {
    locale,
    money(cents, currency) {
      let format = currencies.get(currency);
      if (format === undefined) {
        format = moneyFormat(locale, currency);
        currencies.set(currency, format);
      }
      return format(cents);
    },
    percent: (rate) => percents.format(rate / 100),
    dateTime(iso) {
      const date = new Date(iso);
      return Number.isNaN(date.getTime()) ? '' : dates.format(date);
    },
    number: (count) => numbers.format(count),
    inSeconds: (seconds) =>
      seconds < 120 ? from.format(seconds, 'second') : from.format(Math.ceil(seconds / 60), 'minute'),
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
