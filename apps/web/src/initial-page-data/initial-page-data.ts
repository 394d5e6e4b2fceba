import type { MerchantPage } from '@checkout/schemas/merchant-page';
import { PLAIN_MERCHANT } from '@checkout/schemas/plain-merchant';
import { createContext, useContext } from 'react';
import { type Country, likelyCountry } from '../pay-form/countries.ts';
import type { PageData } from './page-data.ts';

/** What this page began with. */
export type InitialPageData = {
  /** ISO 3166-1 alpha-2, to begin the form with. */
  readonly country: string | null;
  /** Whether there is a store to lead to. */
  readonly store: boolean;
  /** Whether payments are only simulated, which every page says. */
  readonly testMode: boolean;
  /** Whose page it is. */
  readonly merchant: MerchantPage;
  /** The session that the server said does not exist. */
  readonly missingSession: string | null;
  /**
   * The countries that the server rendered, and in which locale; the list is null when they are no longer there. Naming
   * and sorting them is slow, and their names and order come from tables that differ between a server and a browser.
   */
  readonly countries: { readonly locale: string; readonly list: () => readonly Country[] | null } | null;
};

/** Null for a page that no server rendered. */
export const InitialPageDataContext = createContext<InitialPageData | null>(null);

export function useInitialPageData(): InitialPageData {
  return useContext(InitialPageDataContext) ?? withoutServer();
}

function withoutServer(): InitialPageData {
  return {
    country: likelyCountry(navigator.languages),
    store: true,
    testMode: false,
    merchant: PLAIN_MERCHANT,
    missingSession: null,
    countries: null,
  };
}

/** Of a page that the server rendered. */
export function initialPageDataOf(data: PageData): InitialPageData {
  const { country, locale, session, store, testMode } = data;
  return {
    country,
    store,
    testMode,
    merchant: merchantOf(data),
    missingSession: session === 'missing' ? sessionIdOfUrl() : null,
    countries: { locale, list: renderedCountries },
  };
}

export function merchantOf({ session, merchant }: Pick<PageData, 'session' | 'merchant'>): MerchantPage {
  const ofSession = session === null || session === 'missing' ? undefined : session.merchant;
  return merchant ?? ofSession ?? PLAIN_MERCHANT;
}

function sessionIdOfUrl(): string | null {
  const [, sessionId] = /^\/checkout\/([^/]+)/.exec(window.location.pathname) ?? [];
  return sessionId === undefined ? null : decodeURIComponent(sessionId);
}

/** The countries of the form that the server rendered; null when it rendered none. */
function renderedCountries(): Country[] | null {
  const select = document.getElementById('field-country');
  if (!(select instanceof HTMLSelectElement)) return null;
  return Array.from(select.options, ({ value, text }) => ({ code: value, name: text })).filter(
    ({ code }) => code !== '',
  );
}
