import type { SessionView } from '@checkout/schemas/session';

/** What the api knows of a page that a browser asks for. */
export type PageRequest = {
  readonly path: string;
  readonly kind: 'store' | 'checkout' | 'return' | 'missing';
  /** Of the path; null where the kind has none. */
  readonly sessionId: string | null;
  /** The answer of `checkout.get`; `missing` when it has no such session; null when it was not or could not be asked. */
  readonly session: SessionView | 'missing' | null;
  readonly acceptLanguage: string | undefined;
  /** The `Cookie` header. */
  readonly cookies: string | undefined;
};

/** The whole page as HTML. Implemented by the build of apps/web; calls nobody and keeps nothing of a request. */
export type PageRenderer = (request: PageRequest) => string;
