import type { Quote } from '@checkout/schemas/checkout';
import type { Language } from '@checkout/schemas/language';
import type { MerchantPage } from '@checkout/schemas/merchant-page';
import type { SessionView } from '@checkout/schemas/session';
import type { Written } from '../format.ts';

/**
 * What the server wrote into the page as JSON, besides what it rendered. The server's own build reads and writes it, so
 * both sides are of one version.
 */
export type PageData = {
  readonly language: Language;
  /** For numbers and dates, as `Speech` has it. */
  readonly locale: string;
  /** ISO 3166-1 alpha-2: where the shopper's languages are likely spoken. */
  readonly country: string | null;
  /** Exactly what `checkout.get` returned; `missing` when there is no such session; null when it was not or could not be read. */
  readonly session: SessionView | 'missing' | null;
  /** Whose page it is; null where `session` says so. */
  readonly merchant: MerchantPage | null;
  /** Exactly what `checkout.quote` returned for what the form begins with; null when there was no response in time. */
  readonly quote: Quote | null;
  /** Whether there is a store to lead to. */
  readonly store: boolean;
  /** Whether payments are only simulated. */
  readonly testMode: boolean;
  /** Whether the page's content is there to be hydrated; else there is only a place for it. */
  readonly drawn: boolean;
  /** What the server wrote in `locale`, into the content and beside it. */
  readonly written: Written;
};

export const PAGE_DATA_ID = 'page-data';

/** As the text of a script element: no character of it can end that element or begin a comment. */
export function pageDataText(data: PageData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

/** Null where no server wrote the page, as under `pnpm dev`. */
export function readPageData(): PageData | null {
  const text = document.getElementById(PAGE_DATA_ID)?.textContent;
  return text === undefined ? null : JSON.parse(text);
}
