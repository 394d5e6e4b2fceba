import type { Country } from '../pay-form/countries.ts';

/** The countries of the form that the server drew; null when it drew none. */
export function drawnCountries(): Country[] | null {
  const select = document.getElementById('field-country');
  if (!(select instanceof HTMLSelectElement)) return null;
  return Array.from(select.options, ({ value, text }) => ({ code: value, name: text })).filter(
    ({ code }) => code !== '',
  );
}
