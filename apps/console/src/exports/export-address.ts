import type { ExportKind } from '@checkout/schemas/console-overview';
import { dayBefore, spanOf } from '../overview/span.ts';
import { compact, type ExportSearch } from '../search-params.ts';

/** How far back an export goes that needs a span, where none was chosen. */
const DEFAULT_DAYS = 30;

/** The path of an export. Payments have the filters of their list, events none here; all others a span of days, both included. */
export function exportAddress(kind: ExportKind, search: ExportSearch, today: Date): string {
  const query = new URLSearchParams(filtersOf(kind, search, today));
  return query.size === 0 ? `/exports/${kind}.csv` : `/exports/${kind}.csv?${query}`;
}

/** Filters of the list that the fields of the page do not show. */
export function otherFilters({ kind: _, query: __, sort: ___, cursor: ____, ...search }: ExportSearch) {
  const { createdFrom: _from, createdTo: _to, currency: _currency, ...others } = search;
  return others;
}

function filtersOf(kind: ExportKind, search: ExportSearch, today: Date): Record<string, string> {
  const { createdFrom, createdTo, currency } = search;
  if (kind === 'payments')
    return compact({ ...otherFilters(search), createdFrom, createdTo, currency }) as Record<string, string>;
  if (kind === 'events') return {};
  const usual = spanOf(DEFAULT_DAYS, today);
  return {
    from: createdFrom ?? usual.from,
    to: createdTo === undefined ? usual.to : dayBefore(createdTo),
  };
}
