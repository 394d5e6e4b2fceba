import type { Quote } from '@checkout/schemas/checkout';
import type { MerchantPage } from '@checkout/schemas/merchant-page';
import type { SessionView } from '@checkout/schemas/session';

/** What the api passes to the renderer of a page. */
export type PageRequest = {
  readonly path: string;
  readonly kind: 'store' | 'checkout' | 'return' | 'missing';
  /** Of the path; null where the kind has none. */
  readonly sessionId: string | null;
  /** The output of `checkout.get`; `missing` when there is no such session; null when it was not or could not be read. */
  readonly session: SessionView | 'missing' | null;
  /** The output of `checkout.quote` for what the form begins with; null when there is none, or none soon enough. */
  readonly quote: Quote | null;
  /** Whose page it is. */
  readonly merchant: MerchantPage;
  /** Whether there is a store to lead to. */
  readonly store: boolean;
  /** Whether payments are only simulated. */
  readonly testMode: boolean;
  readonly acceptLanguage: string | undefined;
  /** The `Cookie` header. */
  readonly cookies: string | undefined;
};

/** Implemented by the build of apps/web; makes no calls and keeps nothing of a request. */
export type PageRenderer = {
  /** The country that the form begins with for these languages: ISO 3166-1 alpha-2. */
  billingCountry(acceptLanguage: string | undefined): string | null;
  /** The whole page as HTML, and the text of the merchant's own style element in it; null where there is none. */
  draw(request: PageRequest): { readonly html: string; readonly style: string | null };
};
