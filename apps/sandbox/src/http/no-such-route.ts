import { Refusal } from '../domain/refusal.ts';

/** What a host responds to a path that it does not serve. */
export function noSuchRoute(method: string, url: string): Refusal {
  const path = url.split('?')[0] ?? '';
  // A very long path, or one that may contain a card number, is not repeated.
  const shown = /^[\w/.-]{1,80}$/.test(path) && !/\d{9}/.test(path) ? path : 'this address';
  return new Refusal(404, `Cannot ${method} ${shown}`);
}
