import { readFile } from 'node:fs/promises';
import type { PageRenderer, PageRequest } from '@checkout/api/page-renderer';
import { LANGUAGES, type Language } from '@checkout/schemas/language';
import type { PageData } from '../initial-page-data/page-data.ts';
import { memoize } from '../memoize.ts';
import { chosenLanguageOf, negotiateFor } from '../messages/choose-language.ts';
import { loadMessages, type Messages } from '../messages/messages.ts';
import { likelyCountry } from '../pay-form/countries.ts';
import { groundsOf, lookCss } from '../theme/theme.ts';
import { acceptedLanguages } from './accepted-languages.ts';
import { drawPage } from './draw-page.tsx';
import { pageDocument } from './page-document.ts';
import { type PageHead, pageHead } from './page-head.ts';
import type { PageParts } from './page-parts.ts';

type Prepared = { readonly messages: Messages; readonly head: PageHead };

/** @throws when the parts are not those of this build. */
export async function createPageRenderer(parts: PageParts): Promise<PageRenderer> {
  const prepared = new Map<Language, Prepared>();
  for (const language of LANGUAGES)
    prepared.set(language, { messages: await loadMessages(language), head: pageHead(parts, language) });

  return {
    billingCountry: (acceptLanguage) => speechFor({ acceptLanguage, chosen: null, locale: null }).country,
    draw(request) {
      const data = pageDataOf(request);
      const of = prepared.get(data.language);
      if (of === undefined) throw new Error(`There is no page in ${data.language}`);
      const { content, title } = drawPage({ request, data, messages: of.messages });
      const style = lookCss(request.merchant);
      const grounds = groundsOf(request.merchant);
      return { html: pageDocument({ ...of, title, content, data, style, grounds }), style };
    },
  };
}

function pageDataOf(request: PageRequest): PageData {
  const { kind, acceptLanguage, cookies, session, quote, store, testMode } = request;
  const locale = session === null || session === 'missing' ? null : (session.locale ?? null);
  const speech = speechFor({ acceptLanguage, chosen: chosenLanguageOf(cookies ?? ''), locale });
  return {
    ...speech,
    session,
    merchant: session !== null && session !== 'missing' && session.merchant ? null : request.merchant,
    quote,
    store,
    testMode,
    // The store reads its products in the browser, and so does a checkout whose session could not be read here.
    drawn: kind === 'return' || kind === 'missing' || (kind === 'checkout' && session !== null),
    written: {},
  };
}

type Asked = Pick<PageRequest, 'acceptLanguage'> & {
  /** By the shopper. */
  readonly chosen: Language | null;
  /** Of the session. */
  readonly locale: string | null;
};

function speechFor({ acceptLanguage, chosen, locale }: Asked): Speech {
  return speechOf(JSON.stringify([acceptLanguage ?? '', chosen, locale]));
}

type Speech = Pick<PageData, 'language' | 'locale' | 'country'>;

const speechOf = memoize((asked): Speech => {
  const [header, chosen, locale]: [string, Language | null, string | null] = JSON.parse(asked);
  const languages = acceptedLanguages(header);
  return { ...negotiateFor({ languages, chosen, locale }), country: likelyCountry(languages) };
});

/** Of the build beside which this file lies. */
export async function loadPageRenderer(): Promise<PageRenderer> {
  const parts: PageParts = JSON.parse(await readFile(new URL('page-parts.json', import.meta.url), 'utf8'));
  return createPageRenderer(parts);
}
