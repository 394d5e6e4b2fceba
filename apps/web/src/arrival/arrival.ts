import { createContext, useContext } from 'react';
import type { Country } from '../pay-form/countries.ts';
import { likelyCountry } from '../pay-form/countries.ts';
import { noRest, type Rest } from './rest.ts';

/** What this page came with. */
export type Arrival = {
  /** ISO 3166-1 alpha-2, to begin the form with. */
  readonly country: string | null;
  /** The session that the server said does not exist. */
  readonly missingSession: string | null;
  /**
   * The countries that the server drew, and in which locale; the list is null when they are no longer there. Naming and
   * sorting them is slow, and their names and order come from tables that differ between a server and a browser.
   */
  readonly countries: { readonly locale: string; readonly list: () => readonly Country[] | null } | null;
  /** When what can wait is taken over. */
  readonly rest: Rest;
};

const ArrivalContext = createContext<Arrival | null>(null);
export const ArrivalProvider = ArrivalContext;

/** Of a page that no server drew. */
function arrivalWithoutServer(): Arrival {
  return { country: likelyCountry(navigator.languages), missingSession: null, countries: null, rest: noRest };
}

export function useArrival(): Arrival {
  return useContext(ArrivalContext) ?? arrivalWithoutServer();
}
