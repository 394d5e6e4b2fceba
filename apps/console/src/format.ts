/** Everything that depends on the reader's locale and is not a sentence. */
export type Formats = {
  readonly locale: string;
  /** From the currency's smallest unit: `money(5999, 'EUR')` is €59.99. */
  money(cents: number, currency: string): string;
  /** The same in few characters, for the axis of a plot. */
  shortMoney(cents: number, currency: string): string;
  /** From percent: `percent(20)` is 20%. */
  percent(rate: number): string;
  number(count: number): string;
  /** From ISO 8601, in the reader's time zone, to the minute. */
  dateTime(iso: string): string;
  /** The same, to the second: for a timeline. */
  exactTime(iso: string): string;
  /** A day as `2026-03-01`, which is a day of UTC. */
  day(date: string): string;
  /** From seconds: `duration(95)` is “1 min 35 sec”. */
  duration(seconds: number): string;
};

export function formatsOf(locale: string): Formats {
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const numbers = new Intl.NumberFormat(locale);
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const currencies = new Map<string, (cents: number) => string>();
  const moneyOf = (currency: string, short: boolean) => {
    const key = `${currency} ${short}`;
    const format = currencies.get(key) ?? moneyFormat(locale, currency, short);
    currencies.set(key, format);
    return format;
  };
  return {
    locale,
    money: (cents, currency) => moneyOf(currency, false)(cents),
    shortMoney: (cents, currency) => moneyOf(currency, true)(cents),
    percent: (rate) => percents.format(rate / 100),
    number: (count) => numbers.format(count),
    dateTime: (iso) => dateOr(iso, dates),
    exactTime: (iso) => dateOr(iso, exact),
    day: (date) => dateOr(date, days),
    duration: (seconds) => durationOf(locale, seconds),
  };
}

function dateOr(iso: string, format: Intl.DateTimeFormat): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : format.format(date);
}

function moneyFormat(locale: string, currency: string, short: boolean): (cents: number) => string {
  // Intl throws for a code that is not three letters, and a payment's currency is an open value.
  if (!/^[A-Za-z]{3}$/.test(currency)) return (cents) => `${cents} ${currency}`;
  const whole = new Intl.NumberFormat(locale, { style: 'currency', currency });
  // Not every currency has hundredths.
  const unit = 10 ** (whole.resolvedOptions().maximumFractionDigits ?? 2);
  if (!short) return (cents) => whole.format(cents / unit);
  const compact = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
    minimumFractionDigits: 0,
  });
  return (cents) => compact.format(cents / unit);
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** The two largest units that are not zero. */
function durationOf(locale: string, seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 || (unit === 'second' && parts.length === 0))
      parts.push(new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count));
  }
  return parts.slice(0, 2).join(' ');
}
