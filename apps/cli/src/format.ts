/** An amount in the currency's smallest unit as people write it: `EUR 39.00`. Null: not known. */
export function money(amount: number | null, currency: string): string {
  if (amount === null) return '-';
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  // Intl puts a no-break space between, which a search for a plain one does not find.
  return format.format(amount / 10 ** digits).replaceAll('\u00a0', ' ');
}

/** ISO 8601 as `2026-11-27 15:19:27`, in UTC. */
export function when(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}
