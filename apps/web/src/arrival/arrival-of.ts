import type { Arrival } from './arrival.ts';
import { drawnCountries } from './drawn-countries.ts';
import type { PageData } from './page-data.ts';

/** Reads what the server drew as well: call it before anything is drawn over that. */
export function arrivalOf({ country, locale, session }: PageData): Arrival {
  const list = drawnCountries();
  return {
    country,
    missingSession: session === 'missing' ? sessionIdOfAddress() : null,
    countries: list === null ? null : { locale, list },
  };
}

function sessionIdOfAddress(): string | null {
  const [, sessionId] = /^\/checkout\/([^/]+)/.exec(window.location.pathname) ?? [];
  return sessionId === undefined ? null : decodeURIComponent(sessionId);
}
