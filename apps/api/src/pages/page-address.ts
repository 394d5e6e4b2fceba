import type { PageRequest } from './page-renderer.ts';

export type PageAddress = Pick<PageRequest, 'path' | 'kind' | 'sessionId'>;

/** Which page of the app a URL names; `missing` where the app has none, as `/` without a store. */
export function pageAddress(url: string, { store }: { store: boolean }): PageAddress {
  const path = url.split('?', 1)[0] ?? '/';
  if (path === '/') return { path, kind: store ? 'store' : 'missing', sessionId: null };
  const [, sessionId, end] = /^\/checkout\/([^/]+)(\/return)?\/?$/.exec(path) ?? [];
  if (sessionId === undefined) return { path, kind: 'missing', sessionId: null };
  return { path, kind: end === undefined ? 'checkout' : 'return', sessionId };
}
