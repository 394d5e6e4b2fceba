import type { Outcome } from '@checkout/schemas/outcome';

/** Changes when another outcome has come, not when the same one is read again. */
export function outcomeKey(outcome: Outcome | null): string {
  if (outcome === null) return '';
  const code = outcome.status === 'declined' ? outcome.decline.code : '';
  return [outcome.status, outcome.payment?.id ?? '', code].join(' ');
}
