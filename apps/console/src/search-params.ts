import type { ListConsoleEvents } from '@checkout/schemas/console-events';
import type { SearchPayments } from '@checkout/schemas/console-search';

/** Addresses hold plain text: the router's own way would read `?query=4242` as a number. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const texts = Object.entries(search).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return texts.length === 0 ? '' : `?${new URLSearchParams(texts)}`;
}

type Raw = Readonly<Record<string, unknown>>;

function textIn(raw: Raw, name: string): string | undefined {
  const value = raw[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Without the keys that are undefined: they would stand in the address. */
export function compact<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

const LIST_TEXTS = [
  'query',
  'status',
  'currency',
  'createdFrom',
  'createdTo',
  'amountFrom',
  'amountTo',
  'declineCode',
  'cardBrand',
  'cardLast4',
  'country',
  'refund',
  'stray',
  'sort',
  'cursor',
] as const;

/** The list of payments as an address has it: everything is text. */
export type PaymentsSearch = { [Name in (typeof LIST_TEXTS)[number]]?: string };

export function paymentsSearch(raw: Raw): PaymentsSearch {
  return compact(Object.fromEntries(LIST_TEXTS.map((name) => [name, textIn(raw, name)])));
}

/** The same for `console.search.payments`, which refuses what an address should not have. */
export function searchInput(search: PaymentsSearch): Partial<SearchPayments> {
  const { amountFrom, amountTo, stray, ...texts } = search;
  return {
    ...texts,
    ...(amountFrom === undefined ? {} : { amountFrom: Number(amountFrom) }),
    ...(amountTo === undefined ? {} : { amountTo: Number(amountTo) }),
    ...(stray === undefined ? {} : { stray: stray === 'true' }),
  } as Partial<SearchPayments>;
}

export type OverviewSearch = { days?: string; currency?: string };

export function overviewSearch(raw: Raw): OverviewSearch {
  return compact({ days: textIn(raw, 'days'), currency: textIn(raw, 'currency') });
}

export type PageSearch = { cursor?: string };

export function pageSearch(raw: Raw): PageSearch {
  return compact({ cursor: textIn(raw, 'cursor') });
}

/** What is exported, with the filters of the list that it is of. */
export type ExportSearch = PaymentsSearch & { kind?: string };

export function exportSearch(raw: Raw): ExportSearch {
  return compact({ ...paymentsSearch(raw), kind: textIn(raw, 'kind') });
}

const EVENT_TEXTS = ['type', 'about', 'createdFrom', 'createdTo', 'cursor'] as const;

/** The list of events. `about`: a payment, or the reference of a session. */
export type EventsSearch = { [Name in (typeof EVENT_TEXTS)[number]]?: string };

export function eventsSearch(raw: Raw): EventsSearch {
  return compact(Object.fromEntries(EVENT_TEXTS.map((name) => [name, textIn(raw, name)])));
}

/** The same for `console.events.list`, which refuses what an address should not have. */
export function eventsInput({ about, ...texts }: EventsSearch): Partial<ListConsoleEvents> {
  const of = about === undefined ? {} : /^(ref|cs)_/.test(about) ? { session: about } : { paymentId: about };
  return { ...texts, ...of } as Partial<ListConsoleEvents>;
}
