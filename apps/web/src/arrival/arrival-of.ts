import type { Arrival } from './arrival.ts';
import { drawnCountries } from './drawn-countries.ts';
import type { PageData } from './page-data.ts';
import { noRest, untilIdle } from './rest.ts';

/** Call it before anything is drawn over what the server drew. */
export function arrivalOf({ country, drawn, locale, session }: PageData): Arrival {
  return {
    country,
    missingSession: session === 'missing' ? sessionIdOfAddress() : null,
    countries: { locale, list: drawnCountries },
    rest: drawn ? untilIdle() : noRest,
  };
}

function sessionIdOfAddress(): string | null {
  const [, sessionId] = /^\/checkout\/([^/]+)/.exec(window.location.pathname) ?? [];
  return sessionId === undefined ? null : decodeURIComponent(sessionId);
}
